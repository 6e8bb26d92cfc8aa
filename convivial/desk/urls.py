from django.urls import path

from . import views

app_name = "desk"

urlpatterns = [
    path("desk/", views.health, name="health"),
    path("desk/address/", views.address, name="address"),
    path("desk/mail/", views.mail, name="mail"),
    path("desk/mail/try/", views.try_mail, name="try_mail"),
    path("desk/hosts/", views.hosts, name="hosts"),
    path("desk/hosts/<slug:code>/close/", views.close_host, name="close_host"),
    path("desk/workspaces/", views.workspaces, name="workspaces"),
    path("desk/workspaces/<slug:code>/owner/", views.invite_owner, name="invite_owner"),
    path("desk/hand-over/", views.hand_over, name="hand_over"),
    path("desk/journal/", views.journal, name="journal"),
]
