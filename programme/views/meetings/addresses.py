"""Addresses where the office writes of meetings; dashboards has those that read."""

from django.urls import path

from programme.views.meetings import pages as meetings

urlpatterns = [
    path("hop-ban-chi-dao/", meetings.meeting_list, name="steering_meetings"),
    path("hop-ban-chi-dao/<int:key>/sua/", meetings.edit, name="steering_edit"),
    path(
        "hop-ban-chi-dao/<int:key>/bo-da-hop/", meetings.unhold, name="steering_unhold"
    ),
    path(
        "hop-ban-chi-dao/<int:key>/ket-luan/<int:conclusion>/",
        meetings.conclusion,
        name="steering_conclusion",
    ),
    path("hop-ban-chi-dao/<int:key>/tep/", meetings.attach, name="steering_attach"),
    path(
        "hop-ban-chi-dao/<int:key>/tep/<int:file>/",
        meetings.download,
        name="steering_file",
    ),
    path(
        "hop-ban-chi-dao/<int:key>/tep/<int:file>/go/",
        meetings.detach,
        name="steering_file_remove",
    ),
]
