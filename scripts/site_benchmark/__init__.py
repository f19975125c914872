"""How long the site takes to build, beside MkDocs without this project's hooks."""
