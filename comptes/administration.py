"""The door of the pilot team's pages in the admin: administrators manage accounts and parameters, they do not open files."""

from socle.administration import page_admin

from .acteurs import est_pilote

page_de_l_equipe = page_admin(est_pilote)
