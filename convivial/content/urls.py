from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views

app_name = "content"


class Size(StringConverter):
    regex = "full|thumb"


register_converter(Size, "size")

urlpatterns = [path("media/<slug:code>/<size:size>/", views.media, name="media")]
