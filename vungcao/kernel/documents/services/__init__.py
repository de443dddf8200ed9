"""Every way in which a document, its number or its signature changes."""
