"""The engines that are compared, each used as its own documentation shows, and the commands that start them."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.tags import ENGINES, Tags

HERE = Path(__file__).parent
OURS = "cpr_docs"
BASE = "docxtpl"


@dataclass(frozen=True)
class Engine:
    name: str
    module: str
    tags: str = ""
    """The key in `ENGINES` of the tags in its template; empty if it renders the master."""
    note: str = ""
    node: bool = False
    cold: bool = True

    @property
    def ours(self) -> bool:
        return not self.tags

    def data(self, prepared: dict) -> dict:
        tags: Tags = ENGINES[self.tags]
        return tags.data(prepared)

    def server(self, template: Path, records: Path) -> list[str]:
        if self.node:
            return ["node", str(HERE / "serve.mjs"), self.module, str(template), str(records)]
        return [sys.executable, "-m", "bench.serve", self.module, str(template), str(records)]

    def once(self, template: Path, record: Path, target: Path) -> list[str]:
        """The command of a process that writes one document."""
        if self.ours:
            command = "from cpr_docs.cli import main; main()"
            return [sys.executable, "-c", command, "render", str(record), "-l", "en", "-o", str(target)]
        if self.node:
            return ["node", str(HERE / "cold.mjs"), self.module, str(template), str(record), str(target)]
        return [sys.executable, str(HERE / "peers" / f"{self.module}.py"), str(template), str(record), str(target)]

    def is_there(self) -> bool:
        return not self.node or (shutil.which("node") is not None and (HERE / "node_modules" / self.tags).is_dir())


ALL = (
    Engine(OURS, "rendered", note="forms already validated"),
    Engine("cpr_docs, validating", "validated", note="from JSON, each form validated", cold=False),
    Engine(BASE, "docxtpl_new", "docxtpl", "a new DocxTemplate each, autoescape"),
    Engine("docxtpl, re-used", "docxtpl_reused", "docxtpl", "one DocxTemplate, one Environment", cold=False),
    Engine("docxtpl, no controls", "docxtpl_new", "docxtpl-plain", "a template without content controls"),
    Engine("docx-mailmerge2", "mailmerge2", "docx-mailmerge2", "rows only: no conditions, lists or bullets"),
    Engine("docxtemplater", "docxtemplater", "docxtemplater", "paragraphLoop, linebreaks", node=True),
    Engine("easy-template-x", "easy_template_x", "easy-template-x", "loses controls round loops", node=True),
    Engine("carbone", "carbone", "carbone", "community edition", node=True),
    Engine("docx-templates", "docx_templates", "docx-templates", "sandbox, its default", node=True),
    Engine(
        "docx-templates, noSandbox", "docx_templates_no_sandbox", "docx-templates", "for trusted templates", node=True
    ),
)


def environment() -> dict[str, str]:
    """The environment of each process: with this package, and with cached byte code as in any installation."""
    paths = [str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    unset = {"PYTHONDONTWRITEBYTECODE"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONPYCACHEPREFIX": str(HERE / ".work" / "bytecode")}
