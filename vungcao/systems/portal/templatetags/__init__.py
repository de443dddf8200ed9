"""What templates of the portal ask for; a preview in the editor asks for the same."""
