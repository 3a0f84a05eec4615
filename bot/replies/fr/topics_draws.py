"""French words on draws: cut-offs, ties, kinds of draw, what may come.

One text a topic. The first line answers; a line whose value is not known is left out; what stands
below the dashes is folded. Values are put in by ``bot.replies.topics``.
"""

from __future__ import annotations

from typing import Final

DRAWS: Final = {
    "tie_break": """
La date ne départage que les personnes qui ont exactement la note la plus basse : le profil soumis le plus tôt passe d'abord.
Au-dessus de cette note, la date ne joue aucun rôle; au-dessous, personne n'est invité.
À exactement {cutoff}, dans la {draw}, il fallait un profil soumis avant le {tie_break}.
{?tie_break_unknown}Je ne connais pas l'heure limite de la {draw}. [La page d'IRCC sur cette ronde](draw_page) la donne : lisez-la et dites-la-moi.
{?over}{Score} dépassent la limite de {over} : la date n'a pas compté.
{?under}{Score} sont à {under} sous la limite : la date n'a pas compté.
{?level}{Score} égalent exactement la limite : ici, le jour et l'heure décident.
Le jour que j'ai : le {submitted}.
---
L'heure est donnée en UTC et n'est publiée qu'avec le résultat. La règle de bris d'égalité s'applique depuis le {tie_break_in_force}. Pour deux profils de la même seconde, aucune source ne dit ce qui arrive.
Source : [IRCC, rondes d'invitations](rounds).
""",
    "cutoff": """
La note limite est celle de la dernière personne invitée dans une ronde; on ne la connaît qu'après.
Ce n'est pas une note de passage : IRCC choisit le genre de ronde et le nombre d'invitations, classe les personnes qui répondent aux conditions, et la limite tombe là où le nombre s'arrête.
{Draw} : {cutoff}. La précédente, n° {previous} : {previous_cutoff}.
{?over}{Score} dépassent {cutoff} de {over}.
{?under}{Score} sont à {under} sous {cutoff}.
{?level}{Score} égalent exactement cette limite.
{?!crs}Donnez-moi la note et je la compare à la ronde de votre choix.
---
C'est la note que vous avez le jour de la ronde qui compte.
Ces limites datent des règles d'avant le {crs_change_on}.
Source : [IRCC, rondes d'invitations](rounds).
""",
    "category": """
{?on_list}Oui : « {job} » est sur la liste de la {draw}, qui compte {listed} professions.
{?off_list}Non : « {job} » n'est pas sur la liste de la {draw}, qui compte {listed} professions.
{?!job}La liste de la {draw} compte {listed} professions : {occupations}.
{?!listed}Il y a deux conditions : être dans le bassin d'Entrée express, et répondre aux critères de la ronde.
Il faut aussi un profil dans le bassin, et {asked_months} de travail à temps plein dans ce métier (ou l'équivalent à temps partiel) en {asked_years}, au Canada ou ailleurs.
Parmi les personnes qui répondent à tout cela, IRCC invite les meilleures notes, autant qu'il le décide.
{?!job}Dites-moi le métier et je regarde s'il est sur la liste.
---
{?job}La liste : {occupations}.
Les mois faits dans deux professions de la liste ne s'additionnent pas. Les listes changent : celle-ci date du {list_since}, et IRCC a consulté le public sur de nouvelles catégories du {consultation_since} au {consultation_until}.
Source : [IRCC, rondes d'invitations](category_selection).
""",
    "trades_or_fst": """
Ce sont deux choses : la catégorie des métiers choisit des gens dans le bassin; le Programme fédéral des travailleurs de métiers spécialisés est une façon d'y entrer.
Pour une ronde des métiers, il faut une profession de la liste et n'importe lequel des trois programmes, pas forcément celui-là.
Le programme demande plus : {fst_years} de travail dans un métier en {fst_window}, dans une seule profession, une base de français ou d'anglais, et une offre d'emploi ou un certificat de compétence.
Il a eu {fst_draws} à lui, la dernière le {fst_last}.
---
Si plusieurs programmes vous conviennent, l'invitation vient du premier dans cet ordre : Catégorie de l'expérience canadienne, Travailleurs qualifiés, Métiers spécialisés; on ne choisit pas. Le programme compte {fst_hours} heures, demande NCLC {fst_clb_speaking} à l'oral et NCLC {fst_clb_reading} à l'écrit, et assez d'argent sauf si vous pouvez déjà travailler ici avec une offre valide.
Source : [IRCC, métiers spécialisés](fst).
""",
    "next_draw": """
Personne hors d'IRCC ne sait quand viendra la prochaine ronde : il n'y a pas de calendrier.
La dernière que je connais, la {draw}, remonte à {days_since}.
Entre les rondes des métiers, il s'est passé {gaps} jours. {gap_count} intervalles ne font pas une prévision.
Ensuite : je peux vous avertir dès qu'une ronde paraît et vous dire ce qu'elle change pour vous.
---
IRCC publie ses instructions au moment de la ronde. Les nouvelles rondes ont paru du lundi au vendredi, entre {feed_first} et {feed_last} UTC.
Source : [IRCC, rondes d'invitations](rounds).
""",
    "chances": """
{?!crs}Personne ne peut chiffrer des chances; la dernière limite des métiers était de {cutoff} (n° {number}).
{?over}{Score} dépassent de {over} la dernière limite des métiers, {cutoff} (n° {number}).
{?under}{Score} sont à {under} sous la dernière limite des métiers, {cutoff} (n° {number}).
{?level}{Score} égalent exactement la dernière limite des métiers (n° {number}) : là, la date du profil décide.
La ronde d'avant, n° {previous}, s'arrêtait à {previous_cutoff}.
{?in_pool_above}Dans tout le bassin, toutes professions confondues, {in_pool_above} personnes étaient dans des tranches plus hautes le {pool_on}; combien sont dans les métiers, personne hors d'IRCC ne le sait.
La prochaine limite dépend du nombre d'invitations et des gens du bassin : personne ne peut la promettre.
Ensuite : essayez un changement (<i>et si j'avais 15 points de plus?</i>), ou voyez quelles autres rondes pourraient vous convenir.
---
Personnes qui auraient eu leur place dans la catégorie des métiers et ont été invitées dans une ronde sans désignation : {trades_invited}.
Source : [IRCC, rondes d'invitations](rounds).
""",
    "no_promise": """
Personne ne peut promettre une invitation : IRCC décide pour chaque ronde quand, pour qui et combien.
Un plan est une intention; il est arrivé qu'on le dépasse, et qu'on ne l'atteigne pas.
{remaining}
{?over}{Score} dépassent de {over} la dernière limite des métiers, {cutoff}.
{?under}{Score} sont à {under} sous la dernière limite des métiers, {cutoff}.
{?level}{Score} égalent exactement la dernière limite des métiers.
---
Source : [IRCC, rondes d'invitations](rounds).
""",
    "crs_change": """
{?crs_change_on}De nouvelles règles du SCG s'appliqueraient depuis le {crs_change_on}; je n'ai vu aucun texte officiel.
{?!crs_change_on}Je ne connais aucun changement annoncé des règles du SCG.
{?crs_change_on}Regardez donc votre note aujourd'hui dans votre compte d'IRCC, et dites-moi si elle a changé.
{?crs_change_on}Les limites auxquelles je compare datent d'avant : une note selon les nouvelles règles ne s'y compare pas telle quelle.
{?crs}La note que j'ai : {crs}.
---
{?crs_change_on}On rapporte, sans confirmation, que le travail au Canada et certaines offres d'emploi bien payées donneraient plus de points. Combien, je ne l'ai vu publié nulle part. Lors des changements passés, le bassin a été noté de nouveau avant la ronde suivante, et les personnes déjà invitées ont gardé leurs règles.
Source : [IRCC, critères du SCG](crs_criteria).
""",
    "pool": """
Le bassin réunit toutes les personnes dont le profil convient à l'un des trois programmes d'Entrée express, classées par points.
Le {pool_on}, il comptait {pool_size} personnes.
{?in_pool_above}Avec vos {crs} points, {in_pool_above} étaient dans des tranches plus hautes et {in_band} dans la vôtre, {band}.
Y être ne promet rien : chaque ronde n'en prend qu'une partie.
{?!crs}Donnez-moi votre note et je vous montre où elle se place.
---
Les tranches réunissent toutes les professions et tous les programmes; combien sont dans les métiers, personne hors d'IRCC ne peut le dire. IRCC les publie avec chaque ronde.
Source : [IRCC, rondes d'invitations](rounds).
""",
    "other_draws": """
{?!crs}Outre les métiers, il y a des rondes pour la Catégorie de l'expérience canadienne, pour le français, pour d'autres professions et pour les gens désignés par une province.
{?crs}Avec {crs} points, voici ce qu'aurait donné la dernière ronde de chaque autre genre :
{elsewhere}
Des gens de métier sont aussi invités dans les rondes de l'expérience canadienne et du français.
{?!crs}Donnez-moi votre note et votre métier, et je passe en revue la dernière de chaque genre.
---
La dernière ronde générale a eu lieu le {general_last}. Si plusieurs programmes vous conviennent, l'invitation n'en nomme qu'un, et la demande se fait sous celui-là.
Source : [IRCC, rondes d'invitations](rounds).
""",
    "rumour": """
Comparez avec [la liste officielle des rondes](rounds_table) : une vraie ronde y figure avec son numéro, son jour, son genre, sa taille et sa limite.
La plus récente que j'ai lue est la n° {newest} du {newest_on}.
La sélection d'une province est autre chose et n'est pas sur cette liste.
Ne vous fiez qu'aux adresses qui finissent par canada.ca ou gc.ca; des messages, des vidéos et des pages sur les rondes ont été inventés.
---
Une ronde est affichée au moment où elle a lieu : ce qui n'y est pas encore peut être un peu plus récent que ma dernière lecture, ou faux.
Source : [IRCC, fraude et escroquerie](fraud).
""",
    "data_age": """
{?judged}Je ne fais que comparer : la limite de {cutoff} est sur [la page d'IRCC de la ronde n° {number}](draw_page); si une invitation est partie, seul IRCC le sait.
{?judged}La règle : au-dessus de la limite, cela suffit; à exactement la limite, le profil le plus ancien passe d'abord; s'il y a une liste, la profession doit y être, et le profil dans le bassin ce jour-là.
La ronde la plus récente que je connais est la n° {newest} du {newest_on}.
{?read_at}J'ai lu la liste d'IRCC pour la dernière fois le {read_at}.
{?!read_at}Je n'ai pas lu la liste d'IRCC ici : mes données s'arrêtent au {data_until}.
Il peut y en avoir de plus récentes : [la liste d'IRCC](rounds_table) fait foi.
---
Source : [IRCC, rondes d'invitations](rounds).
""",
}
