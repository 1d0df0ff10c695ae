"""Addresses of the dossiers of recognition, rewards and withdrawals."""

from django.urls import path

from programme.views.recognition import dossiers, rewards, withdrawals
from programme.views.recognition import files as dossier_files
from programme.views.registers.addresses import table_paths

urlpatterns = [
    path("ho-so-cong-nhan/", dossiers.dossier_list, name="dossiers"),
    path("ho-so-cong-nhan/mo/", dossiers.dossier_open, name="dossier_open"),
    *table_paths(
        "ho-so-cong-nhan/thuong/", "reward", rewards.find_rewards, rewards.rewards
    ),
    *table_paths(
        "ho-so-cong-nhan/bang/",
        "dossier_steps",
        rewards.find_steps,
        dossiers.dossier_list,
    ),
    path(
        "ho-so-cong-nhan/thu-hoi/<int:recognition>/",
        withdrawals.withdrawal,
        name="recognition_withdrawal",
    ),
    path("ho-so-cong-nhan/<int:key>/", dossiers.dossier, name="dossier"),
    path(
        "ho-so-cong-nhan/<int:key>/buoc/<int:step>/sua/",
        dossiers.step_correct,
        name="dossier_step",
    ),
    path(
        "ho-so-cong-nhan/<int:key>/buoc/<int:step>/bo/",
        dossiers.step_take_back,
        name="dossier_step_back",
    ),
    path("ho-so-cong-nhan/<int:key>/tep/", dossier_files.attach, name="dossier_attach"),
    path(
        "ho-so-cong-nhan/<int:key>/tep/<int:file>/",
        dossier_files.download,
        name="dossier_file",
    ),
    path(
        "ho-so-cong-nhan/<int:key>/tep/<int:file>/go/",
        dossier_files.detach,
        name="dossier_file_remove",
    ),
]
