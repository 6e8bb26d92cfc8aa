"""Says before the house opens when its pages would come without their styles."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from . import assets


@register()
def styles_are_built(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    if assets.is_built():
        return []
    hint = "Run: node convivial/ui/build.mjs (./start does it by itself)."
    return [Warning("The pages have no styles and scripts yet.", hint=hint, id="ui.W001")]
