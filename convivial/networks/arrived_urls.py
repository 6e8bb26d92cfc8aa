"""Outside of any workspace: the one exact address of each network's way back."""

from django.urls import path

from . import views

urlpatterns = [path("channels/arrived/<slug:network>/", views.arrived, name="arrived")]
