from django.urls import path

from . import views, views_post

app_name = "results"

urlpatterns = [
    path("results/", views.results, name="results"),
    path("results/export/", views.export, name="export"),
    path("results/posts/<slug:code>/", views_post.post, name="post"),
]
