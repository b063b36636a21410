"""The genders of common nouns and the names of common places: facts that no spelling tells.

They decide two questions only: the gender of the noun after an ordinal (*pumed plentyn*, *pumed ferch*), and if a short
text in capitals is a word or an abbreviation (*PLANT*, *CAMHS*). Genders: the style guide, the glossary of the official
texts (both seen in part), the rest GK. A noun of either gender, such as *munud*, is not here.
"""

from typing import Final

_OTHERS = (
    "annwyl at bala barri benfro bro caer cymru dim dinbych dyddiad fenni fflint gan gwent gŵyr llan merched môn "
    "pencoed penfro plant pobl port powys prawf rhieni rhuthun rhyl tywyn"
)
_FEMININE = (
    "addysg adran agwedd amlosgfa amrywiaeth anfantais apêl ardal arolygiaeth asiantaeth athrawes atodlen awr barn "
    "blaenoriaeth blwyddyn calon camdriniaeth canolfan cath cegin chwaer coeden cofrestr colofn cronfa cyfnither "
    "cyfraith cyfrol cymdeithas cymuned cynhadledd cynrychiolaeth dadl damwain deddf deiseb desg dinas disgyblaeth "
    "dogfen drama dyletswydd economi effaith eglwys egwyddor eitem elfen elusen fersiwn ffaith ffeil ffenestr fflat "
    "ffordd ffurflen galwad gardd gohebiaeth gorsaf gwefan gweithdrefn gwers gwlad gwraig gwybodaeth gŵyl hawl "
    "hysbyseb iaith llaw llinell llywodraeth mam mam-gu marwolaeth menter merch modrwy modryb nain neges noson nyrs "
    "partneriaeth pleidlais problem proses rhaglen rhan rheol rhes rhestr rhesymeg rhwyd sesiwn sgwrs siop stori "
    "strategaeth swydd swyddfa swyddogaeth system taflen tasg theori tref trefn trosedd tudalen tystiolaeth uned "
    "wythnos ymchwil ymddiriedolaeth ymgyrch ysgol ystafell ystyriaeth"
)
_MASCULINE = (
    "achlysur achos adeilad adolygiad adolygydd adroddiad aelod amcan amddiffyn anaf anhawster argymhelliad arolwg "
    "arweinydd asesiad atgyfeiriad atodiad awdur awdurdod baban bachgen bore brawd bwrdd bwyd bywyd cais cam "
    "canfyddiad canllaw canlyniad car carchar casgliad cefndir cerdyn ci cofnod contract copi corff crynodeb cwestiwn "
    "cwm cwrs cyfarfod cyfarwyddwr cyfeiriad cyfle cyflwr cyflwyniad cyfnod cyfraniad cyfrif cylch cymhwyster "
    "cynghorydd cyngor cynllun cynnig cynnydd cysylltiad cytundeb dadansoddiad darn datblygiad datganiad derbyniad "
    "diben diddordeb diwedd diwrnod diwygiad drws dull dydd dyddiad dyn dŵr enw esboniad ffactor fformat fforwm "
    "fframwaith ffrind gair galwr gofalwr gofyniad gwahoddiad gwaith gwasanaeth gweithdy gweithgaredd gweithiwr "
    "gwerth gwrandawiad gŵr hanes heddlu heddwas hysbysiad iechyd lle lleoliad llofnod llyfr llys llythyr mab maen "
    "maes man mater meddyg mesur mis mudiad mwyafrif nam newid nifer niwed nod panel papur partner pecyn penderfyniad "
    "pennaeth pentref person peth plentyn polisi pwrpas pwyllgor pwynt rheolwr rheswm rhiant rhif rhwydwaith safle "
    "sector sefydliad statws swm swyddog sylw tabl tad taid teulu tro tîm tŷ unigolyn ymarfer ymarferydd ymchwiliad "
    "ymgynghoriad ymweliad ymyriad ysbyty"
)
MASCULINE: Final = frozenset(_MASCULINE.split())
FEMININE: Final = frozenset(_FEMININE.split())
#: Words and places in capitals that are no abbreviations, beside the nouns above.
WORDS_AND_PLACES: Final = frozenset(_OTHERS.split())


def is_common_word(word: str) -> bool:
    """True if the word, in small letters, is a noun or a place of this module."""
    return word in MASCULINE or word in FEMININE or word in WORDS_AND_PLACES


def gender_of(noun: str) -> str:
    """The gender of the noun, in small letters: ``m`` or ``f``; empty if it is not known."""
    return "m" if noun in MASCULINE else "f" if noun in FEMININE else ""
