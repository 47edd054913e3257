"""How the documentation is built: Sphinx, MyST and furo; nothing is fetched, warnings are errors."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import communique_reference as reference

project = "Communique"
author = "The Communique authors"
copyright = "The Communique authors"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Communique"
html_extra_path = ["export.schema.json"]
html_copy_source = False
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": False}
add_module_names = False


def setup(app):
    """Put the generated tables where a page asks for them: ``{{ codes }}`` on a line of its own."""
    app.connect("source-read", lambda _, __, source: source.__setitem__(0, reference.filled(source[0])))
