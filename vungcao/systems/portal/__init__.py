"""The portal (cổng thông tin): pages for everybody, written and approved in the editor."""
