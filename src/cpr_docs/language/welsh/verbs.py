"""Common finite verbs: facts that no spelling tells. They keep their letters after *neu*, unlike verb-nouns (GK).

A verb that is not here needs the tag of *neu*: ``neu:finite``.
"""

from typing import Final

_OF_BOD = "bydd byddaf byddwn byddwch byddant byddai byddech byddent bu buont bo byddo byddid buwyd"
_OF_IRREGULAR_VERBS = (
    "caf caiff cawn cewch cânt câi caent cafodd cawsant ceir ceid cafwyd daw dewch deuant daeth daethant deuir gwna "
    "gwnawn gwnewch gwnânt gwnaeth gwnaethant gwneir gwnaed"
)
_OF_OTHER_VERBS = (
    "dylai dylwn dylech dylem dylent dylid gall gallaf gallwn gallwch gallant gallai gallech gallent gellir gellid "
    "credaf credwn credir bernir cynhelir cynhaliwyd cyhoeddir cyhoeddwyd cytunir cytunwyd cwblheir "
    "cwblhawyd cymerir cymerwyd ceisir darperir darparwyd defnyddir defnyddiwyd derbynnir derbyniwyd dychwelir "
    "dywedir dywedwyd dywedodd gelwir gofynnir gofynnwyd gofynnodd gwahoddir gwahoddwyd gwelir gwelwyd gwelodd "
    "mynychodd penderfynir penderfynwyd penderfynodd parheir parhaodd rhoddir rhoddwyd rhoddodd trefnir trefnwyd "
    "trafodir trafodwyd tynnir tynnwyd"
)
_COMMANDS = (
    "cadwch cadarnhewch ceisiwch cliciwch cofiwch cofnodwch copïwch cwblhewch cymerwch cysylltwch cynhwyswch "
    "cynyddwch darllenwch defnyddiwch dewiswch dilynwch dilëwch disgrifiwch dychwelwch dywedwch galwch gofalwch "
    "gofynnwch gwelwch gwiriwch gwnewch llenwch llofnodwch mynnwch peidiwch rhestrwch rhowch teipiwch ticiwch trefnwch "
    "trafodwch tynnwch"
)
FINITE_VERBS: Final = frozenset(f"{_OF_BOD} {_OF_IRREGULAR_VERBS} {_OF_OTHER_VERBS} {_COMMANDS}".split())
