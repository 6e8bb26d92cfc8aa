"""The addresses of the product. Each app says its own; a workspace's pages lie below ``/w/<workspace>/``."""

from django.urls import include, path

handler500 = "convivial.ui.views.broken"
WORKSPACE = "w/<slug:workspace>/"

urlpatterns = [
    path("", include("convivial.ui.urls")),
    path("", include("convivial.work.urls")),
    path("", include("convivial.team.urls")),
    path("", include("convivial.desk.urls")),
    path(WORKSPACE, include("convivial.today.urls")),
    path(WORKSPACE, include("convivial.team.journal_urls")),
    path(WORKSPACE, include("convivial.team.workspace_urls")),
    path("", include("convivial.networks.arrived_urls")),
    path(WORKSPACE, include("convivial.networks.urls")),
    path("", include("convivial.strategy.reading_urls")),
    path(WORKSPACE, include("convivial.strategy.urls")),
    path(WORKSPACE, include("convivial.content.urls")),
    path(WORKSPACE, include("convivial.publishing.urls")),
    path(WORKSPACE, include("convivial.mirror.urls")),
    path(WORKSPACE, include("convivial.results.urls")),
    path(WORKSPACE, include("convivial.meeting.urls")),
]
