"""French words on a profile: score, occupation, dates, work, tests, the account.

Written as in ``topics_draws``.
"""

from __future__ import annotations

from typing import Final

PROFILE: Final = {
    "crs": """
La note du SCG classe tout le bassin : des points pour l'âge, les études, les langues et le travail, avec des suppléments comme la désignation d'une province.
La vôtre est dans votre compte d'IRCC, et c'est elle qui compte, pas celle d'un calculateur.
{?crs}La note que j'ai : {crs}.
Elle bouge toute seule : anniversaires, tests périmés, années de travail, nouvelles règles.
{?!crs}Ensuite : cherchez-la dans votre compte et dites-la-moi.
{?crs}Ensuite : si le compte montre un autre nombre aujourd'hui, écrivez-le simplement.
---
Dans une ronde, c'est la note du jour même qui compte. Je compare des notes et n'en calcule aucune.
Source : [IRCC, critères du SCG](crs_criteria) · [calculateur d'IRCC](crs_tool).
""",
    "raise_score": """
IRCC nomme quatre façons d'avoir plus de points : un meilleur test de langue, plus d'études, plus de travail qualifié, la désignation d'une province.
Une désignation par Entrée express ajoute {nomination_points} points.
Le français compte deux fois : pour les points et, dès NCLC {french_nclc} dans les quatre compétences, pour les rondes du français.
Des études faites hors du Canada ne comptent qu'avec une évaluation (EDE) d'au plus {eca_years}.
{?under}{Score} : il manque {under} pour la dernière limite des métiers, {cutoff}.
Ensuite : essayez avec [le calculateur d'IRCC](crs_tool), puis dites-moi la nouvelle note (<i>et si j'avais 490?</i>).
---
En couple : la note peut beaucoup changer selon qui est le demandeur principal. Une offre d'emploi ne donne plus de points depuis le {offer_points_until}, même si une liste d'IRCC la nomme encore. Ce que donne chaque étape, le calculateur le montre; je ne le devine pas.
Source : [IRCC, créer un profil](create_profile).
""",
    "noc": """
{?asked}{Job} : sans doute CNP {noc}, FEER {teer}, si les fonctions principales sont celles de ce code.
Un code CNP a cinq chiffres et dit de quel travail il s'agit; le deuxième chiffre en est le niveau (FEER).
{?!asked}{?job}Je compte {job} : {noc}, FEER {teer}.
Ce sont vos tâches qui décident, pas le titre : l'énoncé principal et la plupart des fonctions doivent décrire votre travail.
Prenez le code le plus proche de votre travail, non celui qui est sur une liste : une erreur peut faire refuser la demande.
Ensuite : cherchez vos tâches avec [l'outil d'IRCC](find_noc).
---
Les programmes d'Entrée express acceptent les FEER {teer_first} à {teer_last}. L'appartenance à une catégorie se lit dans le profil : l'emploi doit donc figurer dans les antécédents de travail sous le bon code.
Source : [CNP, site officiel](noc_site).
""",
    "submission_date": """
Le jour qui compte est celui où vous avez soumis votre profil la première fois; les mises à jour ne le changent pas.
{?submitted}Je compte le {submitted}.
Un nouveau profil, après un retrait ou une expiration, a un nouveau jour; l'ancien est perdu.
Ce jour ne compte qu'à exactement la note limite, et pour être dans le bassin.
{?!submitted}Ensuite : la date d'expiration de votre compte, moins {life}, donne ce jour; dites-le-moi.
---
Un profil commencé doit être terminé et soumis dans les {draft_days} jours; une ébauche ne compte pas. Un profil jugé non admissible ne se met pas à jour, il faut en faire un autre. Décliner une invitation garde-t-il le jour? Aucune source ne le dit.
Source : [IRCC, créer un profil](create_profile).
""",
    "validity": """
Un profil vit {life} à partir du jour où vous l'avez soumis, et les mises à jour ne le prolongent pas.
{?expires_on}Celui du {submitted} expire le {expires_on}.
{?expired_on}Celui du {submitted} a expiré le {expired_on} : aucune ronde ne le compte tant qu'un nouveau n'est pas soumis, avec un nouveau jour.
{?!submitted}Votre compte montre le jour; dites-moi quand vous l'avez soumis et je m'en souviens.
Ensuite, il disparaît avec tout ce qu'il contient : faites des captures d'écran avant. Un nouveau est gratuit et part d'un nouveau jour.
---
Il peut sortir du bassin plus tôt : test ou évaluation périmés, travail sorti de la période, argent insuffisant, profession principale changée. Un nouvel emploi, test, mariage ou enfant doit y être inscrit.
Source : [IRCC, présenter une demande](apply).
""",
    "new_profile": """
Le plus souvent, on y perd : un nouveau profil a un nouveau jour, et à exactement la note limite, le plus ancien l'emporte.
{?submitted}Ce qui serait perdu : le {submitted}.
Un deuxième profil ne donne pas plus de chances, et un seul est permis : il faut d'abord retirer l'ancien.
Il en faut un nouveau quand l'ancien a expiré, a été jugé non admissible, qu'une invitation est restée sans réponse ou qu'une demande a été refusée.
Pour un nouveau test, emploi ou enfant, une mise à jour suffit et garde votre jour.
---
Rien n'est gardé quand un profil disparaît : faites des captures d'écran avant. Il s'agit du profil d'IRCC; ce que je garde sur vous, /oublier l'efface.
Source : [IRCC, créer un profil](create_profile).
""",
    "experience_rules": """
{Draw} : {asked_months} en {asked_years} dans une seule profession de la liste, au Canada ou ailleurs, pauses permises, et pas forcément votre emploi principal.
Une année, c'est {year_hours} heures de travail payé, {full_time_hours} par semaine; le temps partiel compte en proportion, les heures au-delà de {full_time_hours} par semaine ne comptent pas.
{?months}Ce que j'ai : {months}.
Catégorie de l'expérience canadienne : {cec_months} de travail qualifié au Canada en {cec_years}; plusieurs emplois s'additionnent; ni à son compte, ni pendant des études à temps plein.
Ensuite : dites-moi vos mois (<i>15 heures par semaine pendant 24 mois</i>) et je les compte.
---
Travailleurs qualifiés : {fsw_months} sans pause dans une profession en {fsw_years}. Métiers spécialisés (programme) : {fst_years} dans une profession en {fst_window}. Plusieurs employeurs dans la même profession s'additionnent; des mois dans deux professions de la liste, non. Le travail à son compte ou d'étudiant compte-t-il pour la catégorie des métiers? Je n'ai trouvé aucun texte officiel. Le télétravail ne compte pour l'expérience canadienne que si vous étiez au Canada, pour un employeur canadien. Pour les travailleurs qualifiés, un travail d'étudiant payé peut compter.
Source : [expérience canadienne](cec) · [travailleurs qualifiés](fsw) · [métiers spécialisés](fst).
""",
    "job_offer": """
Non : ni la catégorie des métiers ni l'expérience canadienne ne demandent d'offre d'emploi.
Seul le Programme fédéral des travailleurs de métiers spécialisés en demande une, à temps plein pour un an, ou bien un certificat de compétence.
Une offre ne donne plus de points depuis le {offer_points_until}; certaines en redonneraient selon les règles rapportées pour le {crs_change_on}, sans confirmation.
Un permis de travail, même ouvert, n'est pas une offre d'emploi.
---
Le temps plein, c'est {full_time_hours} heures par semaine, de deux employeurs au plus pour ce programme. La plupart des offres exigent une EIMT; c'est l'affaire de l'employeur, et il est interdit de la faire payer au travailleur.
Source : [IRCC, offre d'emploi](job_offer).
""",
    "certificate": """
Non : une ronde des métiers ne demande pas de certificat de compétence.
C'est l'une des deux portes du Programme fédéral des travailleurs de métiers spécialisés; l'autre est une offre d'emploi.
Une province, un territoire ou un organisme fédéral le délivre après une évaluation et un examen; ce n'est ni IRCC, ni un permis étranger.
Le Sceau rouge est une mention sur un tel certificat, selon une norme commune.
Ensuite : demandez à l'organisme de la province où vous travailleriez; tous les métiers ne sont pas certifiés partout.
---
Source : [IRCC, métiers spécialisés](fst) · [Sceau rouge](red_seal).
""",
    "language_test": """
Il faut un test approuvé de moins de {test_years} : TEF Canada ou TCF Canada en français; CELPIP-General, IELTS General Training ou PTE Core en anglais.
Même dans votre langue maternelle, et valide quand vous remplissez le profil et quand vous présentez la demande.
Niveaux : expérience canadienne NCLC {cec_clb_high} (FEER 0 et 1) ou {cec_clb_low} (FEER 2 et 3), travailleurs qualifiés {fsw_clb}, métiers spécialisés {fst_clb_speaking} à l'oral et {fst_clb_reading} à l'écrit.
{?clb_needed}Pour {job}, FEER {teer}, l'expérience canadienne demande NCLC {clb_needed}.
Ensuite : voyez quel résultat donne quel niveau sur [la page d'IRCC](language_test).
---
En anglais, ce sont les mêmes niveaux, appelés CLB. La reprise d'une seule épreuve de l'IELTS (One Skill Retake) n'est pas acceptée. Un résultat périmé entraîne un refus.
Source : [IRCC, examens linguistiques](language_test).
""",
    "how_to_start": """
Entrée express est le système en ligne d'IRCC pour trois programmes de travail qualifié : voyez d'abord si l'un vous convient, avec [l'outil Venir au Canada](come_to_canada), gratuit.
Ensuite, trouvez votre code CNP, passez un test de langue et faites évaluer (EDE) les études faites ailleurs si vous avez besoin de leurs points.
Puis créez un profil dans le compte sécurisé d'IRCC : gratuit aussi, à soumettre dans les {draft_days} jours.
Le compte montre alors votre note; dites-la-moi avec votre métier et le jour, p. ex. <i>480, soudeur, 3 novembre 2025</i>.
---
Un profil n'est pas encore une demande : on ne la présente qu'après une invitation. Les travailleurs qualifiés doivent faire évaluer leurs études faites ailleurs; gardez votre passeport valide.
Source : [IRCC, Entrée express](express_entry) · [documents](documents).
""",
    "where_in_account": """
C'est dans votre compte sécurisé d'IRCC (avec CléGC ou un partenaire de connexion), pas dans les portails où l'on entre par courriel.
Note : dans le profil soumis, à la page de ses détails; les noms des pages varient.
Messages : dans l'état de votre profil soumis, le tableau de la correspondance.
Profil : parmi vos demandes soumises, l'état complet, puis le profil lui-même.
Jour de soumission : la date d'expiration affichée, moins {life}.
N'envoyez jamais, ni à moi ni à d'autres, un mot de passe ou une capture de votre compte.
---
IRCC n'écrit aux candidats que dans le compte; un courriel dit seulement qu'un message attend. Où se trouve l'heure exacte de la soumission, je ne l'ai pas trouvé.
Source : [IRCC, quel compte est le mien](which_account) · [ouvrir une session](account).
""",
    "provinces": """
Les provinces choisissent elles-mêmes, selon leurs règles et leurs sélections; une désignation ajoute {nomination_points} points à votre note d'Entrée express.
Deux chemins : présenter une demande à la province, ou manifester de l'intérêt dans le profil et attendre sa notification. Il faut s'y établir.
Leurs sélections ne sont pas dans la liste d'IRCC; ses rondes « Programme des candidats des provinces » invitent des gens déjà désignés.
Programmes : {programs}.
Le Québec choisit à part, hors d'Entrée express, selon ses propres pages : [quebec.ca](quebec).
Vous avez une désignation? Dites-le-moi, et si votre note la compte déjà.
---
Le Québec et le Nunavut n'ont pas de programme de candidats. Quel volet vous convient, seule la province peut le dire. Le programme du Québec est le PSTQ, par Arrima; le PEQ a pris fin le {peq_ended}.
Source : [IRCC, candidats des provinces](pnp).
""",
    "fees": """
Ce bot est gratuit, et un profil d'Entrée express aussi; IRCC ne demande de l'argent qu'avec la demande, après une invitation.
Alors : traitement, droit de résidence permanente, données biométriques, et un supplément pour conjoint et enfants, payés dans le compte.
Les tests, l'évaluation des études, les papiers de police et la visite médicale se paient ailleurs.
Les montants changent, je n'en donne donc aucun : [barème d'IRCC](fees).
IRCC ne prend aucun paiement par téléphone, par virement ou par carte-cadeau. Qui en demande n'est pas un agent.
---
Les frais sont les mêmes partout dans le monde.
Source : [IRCC, comment payer](how_to_pay) · [fraude et escroquerie](fraud).
""",
    "family": """
Votre conjoint et vos enfants à charge figurent sur une seule demande avec vous, et doivent être déclarés même s'ils restent.
Un enfant est à charge avant {child_age} ans, sans conjoint; [l'outil d'IRCC](dependant_tool) dit à quelle date on compte.
Dans un couple, l'un est le demandeur principal : d'ordinaire celui qui a la meilleure note. Chacun peut avoir son profil, si un programme lui convient.
Ensuite : dites-moi les deux (<i>mon mari est soudeur, il a 480</i>); je vous garde à part et je compare.
---
Un conjoint qui reste à l'étranger, ou qui est citoyen ou résident permanent, ne compte pas : votre note est celle d'une personne seule. La famille passe la visite médicale même si elle reste. Un enfant plus âgé ne compte que s'il ne peut subvenir à ses besoins depuis avant cet âge, pour un état physique ou mental. On demande les enfants après une invitation.
Source : [IRCC, présenter une demande](apply).
""",
}
