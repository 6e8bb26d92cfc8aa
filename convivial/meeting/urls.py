from django.urls import path

from .views import monday

app_name = "meeting"

urlpatterns = [
    path("monday/", monday.monday, name="monday"),
    path("monday/earlier/", monday.earlier, name="earlier_mondays"),
    path("monday/decide/", monday.decide, name="decide_on_monday"),
    path("monday/close/", monday.close, name="close_monday"),
    path("monday/<slug:code>/", monday.past, name="past_monday"),
]
