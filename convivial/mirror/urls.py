from django.urls import path

from . import views

app_name = "mirror"

urlpatterns = [
    path("mirror/", views.mirror, name="mirror"),
    path("mirror/now/", views.now, name="now"),
    path("mirror/read/", views.read, name="read"),
    path("mirror/import/", views.table, name="import"),
    path("mirror/forget/", views.forget, name="forget"),
]
