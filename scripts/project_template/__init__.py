"""What a new project begins as; `scripts.new_project` copies it."""
