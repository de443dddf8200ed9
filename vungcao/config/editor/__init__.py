"""The portal's editor (Wagtail's) in the product: its addresses are loaded when asked for."""
