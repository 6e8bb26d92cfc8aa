from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("assets/<str:name>", views.asset, name="asset"),
    path("app.webmanifest", views.web_manifest, name="web_manifest"),
]
