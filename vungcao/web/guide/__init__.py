"""The style guide inside the product: every part of the screens, in every state."""
