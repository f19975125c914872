"""Projects beside the digits, a package each; `make new-project` makes one."""
