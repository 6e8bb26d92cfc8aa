"""Words of which nobody would see anything, such as a name of zero-width characters, are none."""

from typing import Any

from django import forms

from convivial.lib.blank import is_blank


class Legible(forms.BaseForm):
    def clean(self) -> Any:
        words = super().clean() or {}
        for name in [name for name, word in words.items() if isinstance(word, str) and word and is_blank(word)]:
            words[name] = ""
            if self.fields[name].required:
                self.add_error(name, self.fields[name].error_messages["required"])
        return words
