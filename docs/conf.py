"""How the documentation is built. Nothing is fetched: no intersphinx, no web fonts."""

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))
# autosummary writes a page per module and never takes one away.
shutil.rmtree(HERE / "reference" / "_modules", ignore_errors=True)

from medclaim import __version__  # noqa: E402 - the path comes first

project = "medclaim"
author = "the medclaim authors"
project_copyright = "the medclaim authors"
release = __version__
version = ".".join(release.split(".")[:2])

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "guides",
    "rules",
    "systems",
    "tables",
    "values",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_build", "_templates"]
templates_path = ["_templates"]

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3

autosummary_generate = True
autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
# The templates are given a function, which cannot be cached and need not be.
suppress_warnings = ["config.cache"]
maximum_signature_line_length = 88

html_theme = "furo"
html_title = f"medclaim {release}"
html_copy_source = False
