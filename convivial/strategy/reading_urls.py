"""Where people without an account read a strategy or tell its numbers: the word in the address is all they need."""

from django.urls import path

from .views import asking, links

urlpatterns = [
    path("read/<str:token>/", links.read, name="read_strategy"),
    path("read/<str:token>/opened/", links.opened, name="strategy_opened"),
    path("numbers/<str:token>/", asking.reply, name="tell_numbers"),
]
