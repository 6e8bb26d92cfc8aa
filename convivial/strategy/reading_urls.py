"""Where people without an account read a strategy: the word in the address is all that they need."""

from django.urls import path

from .views import links

urlpatterns = [
    path("read/<str:token>/", links.read, name="read_strategy"),
    path("read/<str:token>/opened/", links.opened, name="strategy_opened"),
]
