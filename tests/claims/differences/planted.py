# ruff: noqa: E501  (a paragraph of an article is one line)
"""Invented stories in which differences and look-alikes were planted: what must be found, and nothing besides.

Each story: its articles by id (with the day each was published), and what was planted as (kind, words of one side,
words of another). What agrees although it looks otherwise is named in ``agrees``, for the reader.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Planted:
    """A story, what must be found in it, and what must not be."""

    name: str
    articles: dict[str, str]
    found: tuple[tuple[str, str, str], ...]
    agrees: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


STORIES = (
    Planted(
        "quarry",
        {
            "amber": """Quarry wall gives way near Tarrant

TARRANT, March 3 - Nine workers were killed and 14 were injured on Monday when the wall of a slate quarry gave way, the district police said.

The wall, about 40 metres high, came down shortly before 7 a.m. during the change of shifts, said police superintendent Ines Calder.

The quarry is run by Holt & Sons, which employs 310 people. It has a valid licence, Calder said.

Heavy rain caused the collapse, the mine inspectorate said. It had rained for six days.

Holt & Sons denied that it had ignored warnings from workers about cracks in the wall.
""",
            "birch": """Eleven die in quarry collapse

At least 11 people died in the collapse of a slate quarry near Tarrant on Monday, rescuers said. Fourteen people were hurt.

The quarry wall, some 130 feet high, fell just before seven in the morning as one shift relieved the other.

Workers had reported cracks in the wall three weeks ago and the company ignored their warnings, the miners' union said.

The collapse was caused by blasting in the lower pit the night before, according to the union.

Holt & Sons, the owner, employs more than 300 people at the site.
""",
        },
        (
            ("number", "Nine workers were killed", "At least 11 people died"),
            ("denial", "denied that it had ignored warnings", "the company ignored their warnings"),
            ("omission", "denied that it had ignored warnings", "the company ignored their warnings"),
            ("cause", "Heavy rain", "blasting in the lower pit"),
        ),
        ("14 and fourteen", "40 metres and 130 feet", "7 a.m. and seven in the morning", "310 and more than 300"),
    ),
    Planted(
        "strike",
        {
            "amber": """Dockers at Osmund vote to end strike

Dockers in Osmund voted on Thursday to end their strike, which has lasted 23 days, if the port pays them for the days they were out.

Of 1,840 members, 61 percent voted for the offer, the union said. The port will raise wages by 7.5 percent over two years.

"We did not get all that we wanted, but nobody will lose a crown for having stood up," union leader Bram Oster told reporters.

The strike cost the port $48 million, its director Hanna Weil said.
""",
            "birch": """Strike at Osmund port is over

The dockers of Osmund voted on Thursday to end their strike. It has lasted more than three weeks.

Sixty-one per cent of the union's 1,840 members backed the offer of the port, which raises wages by 5.7 percent over two years.

"We did not get all we asked for, but nobody will lose a crown for having stood up," Bram Oster, the union leader, said.

The strike cost the port nearly $50 million, director Hanna Weil said.
""",
        },
        (
            ("condition", "if the port pays them", "voted on Thursday to end their strike"),
            ("number", "7.5 percent", "5.7 percent"),
            ("quote", "all that we wanted", "all we asked for"),
        ),
        ("23 days and more than three weeks", "61 percent and sixty-one per cent", "$48 million and nearly $50 million"),
    ),
    Planted(
        "march",
        {
            "amber": """Thousands march in Calan against land law

About 20,000 people marched through Calan on Saturday against the new land law, the organisers said. Police put the crowd at 6,000.

Protesters set fire to two cars near the assembly. Police detained 35 people, said interior minister Viktor Sand.

"The law stays as it is," Sand said.

The march was called by the Green Sheaf movement, which says the law takes land from small farmers.
""",
            "birch": """Rioters burn cars in Calan

Rioters set fire to two cars near the assembly in Calan on Saturday during a march of some 20,000 people against the land law. The figure is that of the organisers; police spoke of 6,000.

Interior minister Viktor Sand said 53 people were detained.

The radical group Green Sheaf, which called the march, says the law takes land from small farmers.

Sand said that the law would stay as it is.
""",
        },
        (
            ("label", "Protesters", "Rioters"),
            ("number", "35 people", "53 people"),
            ("label", "movement", "radical group"),
        ),
        ("20,000 by the organisers and 6,000 by the police, in both",),
    ),
    Planted(
        "trial",
        {
            "amber": """Former mayor of Sorrel Bay sentenced to four years

A court in Sorrel Bay sentenced former mayor Ada Fenn on Tuesday to four years in prison for taking bribes.

Fenn, 58, took 120,000 crowns from the Crane company, which wanted to build on the old pier, the court found.

Prosecutors had asked for seven years. Fenn was mayor from 2022 to 2030.

Her lawyer, Ole Brandt, said she would appeal.
""",
            "birch": """Ex-mayor gets six years for bribery

Ada Fenn, the former mayor of Sorrel Bay, was sentenced to six years in prison on Tuesday for taking bribes from the Crane company.

The court found that Fenn, 59, had taken 120,000 crowns for letting the company build on the pier.

Prosecutors had demanded a prison term of seven years.

Fenn was mayor for eight years. She will appeal, her lawyer said.
""",
        },
        (
            ("number", "four years in prison", "six years in prison"),
            ("number", "Fenn, 58", "Fenn, 59"),
        ),
        ("seven years asked, in both", "from 2022 to 2030 and eight years"),
    ),
    Planted(
        "outbreak",
        {
            "amber": """Fever kills 12 in Marren district

Twelve people have died of river fever in the Marren district since January, the health ministry said on Monday. There have been 140 cases.

The outbreak may have begun at a well in the village of Uske, doctors said.

The ministry will close 16 wells unless tests show that the water is clean.

Another 30,000 doses of vaccine are to arrive this week.
""",
            "birch": """River fever: death toll rises to 15

Fifteen people have died of river fever in the Marren district since January, the health ministry said on Wednesday, three more than on Monday. It has counted 171 cases.

The outbreak began at a well in the village of Uske.

The ministry will close 16 wells in the district, it said.

The country has received 30,000 doses of vaccine.
""",
        },
        (
            ("number", "Twelve people have died", "Fifteen people have died"),
            ("number", "140 cases", "171 cases"),
            ("attribution", "doctors said", "The outbreak began at a well"),
            ("condition", "unless tests show", "close 16 wells"),
        ),
        ("30,000 doses",),
        ("2031-03-03", "2031-03-05"),
    ),
    Planted(
        "raid",
        {
            "amber": """Army says 20 fighters killed in raid on Dunmere camp

The army of Borland killed 20 fighters in a raid on a camp near Dunmere early on Friday, its spokesman said.

Three soldiers were lightly wounded. "Not one civilian was harmed in this operation," spokesman Karl Odden said.

The camp was used to make bombs, Odden said.
""",
            "birch": """Villagers: 20 dead in attack on Dunmere

Twenty people were killed on Friday when soldiers attacked a camp near Dunmere, villagers said. Seven of the dead were children, they said.

The army rejected reports that civilians were among the dead.

Three soldiers were slightly injured in the attack, according to the army.
""",
            "cedar": """Raid near Dunmere

Soldiers killed 20 people in a raid on a camp near Dunmere on Thursday. The camp was used to make bombs.

Three soldiers were wounded.
""",
        },
        (
            ("date", "Friday", "Thursday"),
            ("attribution", "spokesman said", "Soldiers killed 20 people"),
            ("attribution", "Odden said", "The camp was used to make bombs"),
        ),
        ("20 and twenty", "lightly wounded and slightly injured"),
    ),
    Planted(
        "budget",
        {
            "amber": """Norland cuts spending on schools

Norland will spend 3.2 billion crowns ($460 million) on its schools next year, 4 percent less than this year, finance minister Pia Lund said on Wednesday.

The number of teachers will fall from 41,200 to about 40,000.

The teachers' union called the plan a disgrace. Its chairman, Jon Ask, said classes would have up to 34 pupils.
""",
            "birch": """Budget: schools lose four percent

Finance minister Pia Lund said on Wednesday that schools would get 3,200 million crowns next year, a cut of four per cent.

The number of teachers will drop by some 1,200, to roughly 40,000.

"This plan is a disgrace," said Jon Ask, chairman of the teachers' union. As many as 34 pupils would sit in a class, he said.
""",
        },
        (),
        ("3.2 billion and 3,200 million", "4 percent less and a cut of four per cent", "41,200 to 40,000 and by 1,200 to 40,000"),
    ),
    Planted(
        "storm",
        {
            "amber": """Storm Ansel kills six in the Keel islands

Storm Ansel killed six people in the Keel islands on Sunday, four on Great Keel and two on Little Keel, the coast guard said.

Winds of up to 110 miles an hour tore the roofs off more than 200 houses. About 4,000 people fled to schools and churches.

Ansel is due to reach the mainland on Tuesday.

In 2019 a storm killed 31 people on the islands.
""",
            "birch": """Four dead on Great Keel as Ansel strikes

Four people died on Great Keel on Sunday when Storm Ansel struck the Keel islands, the coast guard said. Two more died on Little Keel.

The storm, with winds of up to 177 kilometres an hour, took the roofs off 212 houses. Nearly 4,000 people fled to schools and churches.

Ansel was due to reach the mainland on Tuesday.

It is the worst storm on the islands since 2019, when 31 people died.
""",
        },
        (),
        ("six as four and two", "110 miles and 177 kilometres", "more than 200 and 212", "about 4,000 and nearly 4,000"),
    ),
    Planted(
        "rescue",
        {
            "amber": """Climbers found alive after four days

Five climbers were found alive on Mount Orrin on Friday, four days after they were lost in a snow storm, rescuers said.

They were found at 2,900 metres by a helicopter of the air force, said Nils Hagen, who leads the rescue service.

"They had dug a cave and shared their last bar of chocolate," Hagen said.

Two of the five are from Borland.
""",
            "birch": """Lost climbers rescued

Rescuers on Friday found five climbers who had been lost on Mount Orrin since Monday.

A helicopter of the air force saw them at 9,500 feet, said Nils Hagen of the rescue service.

“They had dug a cave and shared their last bar of chocolate,” he said.

Three of the five are from Norland, two from Borland.
""",
        },
        (),
        ("four days before Friday and since Monday", "2,900 metres and 9,500 feet", "two of five, three of five"),
    ),
    Planted(
        "merger",
        {
            "amber": """Crane to buy Holt for $2.4 billion

Crane Holdings will buy the quarry firm Holt & Sons for $2.4 billion, the two companies said on Monday.

The purchase needs the approval of the competition office, which has until June to decide.

About 1,100 of the 9,000 jobs at the two companies will be cut, Crane said.
""",
            "birch": """Crane buys Holt

Crane Holdings will buy the quarry firm Holt & Sons for $4.2 billion, the companies said on Monday.

Crane said it would not cut any of the 9,000 jobs at the two companies.
""",
        },
        (("number", "$2.4 billion", "$4.2 billion"),),
    ),
)
