"""The form of every screen: errors come from the server, all at once and in Vietnamese."""

from django import forms


class Form(forms.Form):
    """Shown by `components/form.html`. A browser's own bubbles would show one error at a time."""

    use_required_attribute = False
    template_name = "components/form.html"
