"""French words for what is asked back and for what cannot be read."""

from __future__ import annotations

from typing import Final

_EXAMPLES = "Par exemple <i>510</i>, <i>+15</i>, <i>un mois plus tôt</i> ou <i>comme plombier</i>."

ASKED_BACK: Final = {
    "that_day": "le {day}",
    "that_draw": "n° {number}",
    "ask.what_if": f"Qu'est-ce qui serait différent? {_EXAMPLES}",
    "ask.zone": "{?!said}Dans quel fuseau horaire? Par exemple <i>Toronto</i> ou <i>UTC+5:30</i>.\n« {said} » peut désigner plusieurs fuseaux horaires. Lequel? Par exemple <i>Toronto</i> ou <i>UTC+1</i>.",
    "ask.other_words": "Alors dites-moi votre métier en d'autres mots, ou donnez son code de la CNP, p. ex. <i>électricien industriel</i> ou <i>72201</i>.",
    "ask.nomination_points": "La note de {crs} compte-t-elle déjà les {points} points de la désignation? Sinon, écrivez {sum}.",
    "which.score": "Laquelle est votre note SCG : {scores}?",
    "which.score.one": "Un seul point peut trancher. Votre note SCG est-elle de {scores} exactement?",
    "which.score.none": "Quelle est votre note SCG? Donnez un seul nombre, p. ex. <i>478</i>.",
    "which.occupation": "{?!said}De laquelle de ces professions s'agit-il?\n« {said} » peut désigner plus d'une profession. De laquelle s'agit-il?",
    "which.day": "{?!said}De quel jour s'agit-il : {days}?\n« {said} » peut se lire de deux façons. De quel jour s'agit-il : {days}?",
    "which.day.one": "{?!said}Quel jour avez-vous soumis votre profil? {Days}?\n« {said} » n'est pas exact, et un jour peut trancher. Quel jour avez-vous soumis votre profil? {Days}?",
    "which.draw": "« {said} » peut désigner plusieurs rondes : {draws}. Laquelle?",
    "which.draw.one": "« {said} » : la ronde {draws} était d'un autre genre. Parlez-vous de cette ronde, ou est-ce votre note SCG?",
    "no.score": "{said} n'est pas une note SCG : elles vont de {low} à {high}. La vôtre figure dans votre profil Entrée express, p. ex. <i>478</i>.",
    "no.code": "{said} n'est pas un code de la CNP 2021. Ces codes ont cinq chiffres, p. ex. <i>72106</i>; ou dites-moi votre métier, p. ex. <i>soudeuse</i>.",
    "no.exact_day": "« {said} » n'est pas exact, et un jour peut trancher. Quel jour avez-vous soumis votre profil, p. ex. <i>14 mars 2026</i>?",
    "no.day": "« {said} » n'est ni une date ni une heure qui existe. Écrivez plutôt <i>5 novembre 2025</i> ou <i>2025-11-05 22:36 UTC</i>.",
    "no.experience": "Je n'ai pas pu lire « {said} » comme votre expérience de travail. Écrivez plutôt <i>18 mois</i> ou <i>2 ans</i>.",
    "no.draw": "{?!newest}Je ne connais pas de ronde « {said} ».\nJe ne connais pas de ronde « {said} ». La plus récente que je connaisse est la n° {newest}.",
    "not_yet": "Le {day}, c'est encore à venir : je le prends comme un projet, pas comme un profil déjà soumis.\n« {said} », c'est encore à venir : je le prends comme un projet, pas comme un profil déjà soumis.",
    "compare.crs": "Plus ou moins que quoi? Dites-moi d'abord votre note SCG, p. ex. <i>478</i>.",
    "compare.submitted": "Plus tôt ou plus tard que quoi? Dites-moi d'abord quand vous avez soumis votre profil, p. ex. <i>3 novembre 2025</i>.",
    "pool_days": "Oui s'il a été soumis entre le {since} et le {until}.",
    "pool_days.not_all": "Le profil était dans le bassin ce jour-là s'il a été soumis entre le {since} et le {until}.",
    "lost.maybe": "Je ne suis pas sûr de comprendre. Est-ce l'une de ces questions?",
    "lost.crs": "Je n'y ai pas trouvé de note SCG. Écrivez seulement le nombre, p. ex. <i>478</i>.",
    "lost.occupation": "Je n'y ai pas trouvé de profession. Nommez votre métier ou son code de la CNP, p. ex. <i>électricienne</i> ou <i>72200</i>.",
    "lost.submitted": "Je n'y ai pas trouvé de date. Écrivez-la comme <i>3 novembre 2025</i> ou <i>2025-11-03</i>.",
    "lost.submitted_time": "Je n'y ai pas trouvé d'heure. Écrivez-la comme <i>22 h 36, heure de Toronto</i> ou <i>22:36 UTC</i>.",
    "lost.zone": "Je n'y ai pas trouvé de fuseau horaire. Écrivez-le comme <i>Toronto</i>, <i>HNE</i> ou <i>UTC+5:30</i>.",
    "lost.what_if": f"Je n'ai pas vu ce qui serait différent. {_EXAMPLES}",
    "lost.nothing": "Je n'ai pas compris. Vous pouvez écrire p. ex. <i>480, soudeur, 3 novembre 2025</i>, demander <i>combien d'invitations restent?</i> ou voir /aide.",
} | dict.fromkeys(
    ("lost.canadian_experience", "lost.french", "lost.nomination"),
    "Répondez par oui ou par non, ou touchez un bouton.",
)

QUESTIONS: Final = {
    "asked": "{sure}\n{asked}",
    "that_same_day": "ce jour-là",
    "tie.day": "{?!tie_break}C'est exactement la note minimale : c'est donc le jour qui tranche.\nC'est exactement la note minimale : c'est donc le jour qui tranche. Le bris d'égalité est fixé au {tie_break}.",
    "tie.hour": "{?!tie_break}C'est exactement la note minimale : c'est donc l'heure qui tranche.\nC'est exactement la note minimale : c'est donc l'heure qui tranche. Le bris d'égalité est fixé au {tie_break}.",
    "asked.in_pool": "{?!person}Le {on}, votre profil était-il dans le bassin?\nLe {on}, le profil {of_person} était-il dans le bassin?",
    "asked.crs": "{?!person}Quelle est votre note SCG? Elle figure dans votre profil Entrée express, p. ex. <i>478</i>.\nQuelle est la note SCG {of_person}?",
    "asked.crs.then": "{?!person}Quelle était votre note SCG le {on}?\nQuelle était la note SCG {of_person} le {on}?",
    "asked.occupation": "{?!person}Quel est votre métier? Dites-le en vos propres mots ou donnez son code de la CNP, p. ex. <i>soudeur</i>.\nQuel est le métier {of_person}, en vos propres mots ou par code de la CNP?",
    "asked.submitted": "{?!person}{?!tie}Quel jour avez-vous soumis votre profil Entrée express, p. ex. <i>3 novembre 2025</i>? Les mises à jour ne changent pas ce jour.\n{?!person}{tie} Quel jour avez-vous soumis votre profil Entrée express, p. ex. <i>3 novembre 2025</i>? Les mises à jour ne changent pas ce jour.\n{?!tie}Quel jour le profil {of_person} a-t-il été soumis?\n{tie} Quel jour le profil {of_person} a-t-il été soumis?",
    "asked.submitted_time": "{?!person}{?!tie}À quelle heure avez-vous soumis votre profil {on}, et dans quel fuseau horaire? Par exemple <i>22 h 36, heure de Toronto</i>.\n{?!person}{tie} À quelle heure avez-vous soumis votre profil {on}, et dans quel fuseau horaire? Par exemple <i>22 h 36, heure de Toronto</i>.\n{?!tie}À quelle heure le profil {of_person} a-t-il été soumis {on}, et dans quel fuseau horaire?\n{tie} À quelle heure le profil {of_person} a-t-il été soumis {on}, et dans quel fuseau horaire?",
    "asked.canadian_experience": "{?!person}Avez-vous {required} de travail qualifié au Canada au cours des 3 dernières années, à temps plein ou autant à temps partiel?\n{Person} a-t-il ou a-t-elle {required} de travail qualifié au Canada au cours des 3 dernières années, à temps plein ou autant à temps partiel?",
    "asked.french": "{?!person}Avez-vous au moins le NCLC {required} en français pour les quatre compétences?\n{Person} a-t-il ou a-t-elle au moins le NCLC {required} en français pour les quatre compétences?",
    "asked.nomination": "{?!person}Avez-vous une désignation d'une province?\n{Person} a-t-il ou a-t-elle une désignation d'une province?",
}
