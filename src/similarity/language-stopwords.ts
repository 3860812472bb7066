// Words that carry grammar and no subject, by language. They tell in which language a field is written, and they are
// not counted as terms. Kept short: a word that can name a thing in a work item (open, error, new) is not here.

const english = `a about above after again against all also although always am among an and another any anyone anything
are aren't as at be because been before being below between both but by can can't cannot could couldn't did didn't do
does doesn't doing don't done down during each eg either else etc even ever every few for from further get gets getting
got had hadn't has hasn't have haven't having he hello her here hers herself hi him himself his how however i i'd i'll
i'm i've ie if in instead into is isn't it it's its itself just let let's may maybe me might more most much must my
myself neither no nor not now of off often on once one only onto or other our ours ourselves out over own perhaps please
quite rather really same see seem seems shall she should shouldn't since so some something such than thank thanks that
that's the their theirs them themselves then there there's therefore these they this those though through thus to too
towards under until up upon us use used using very via was wasn't way we we're were weren't what when where whether
which while who whom whose why will with within without won't would wouldn't yes yet you your yours yourself yourselves`;

const german = `aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis bitte da
dabei dadurch daher damit dann das dass dazu dein dem den denn der des dessen die dies diese diesem diesen dieser dieses
doch dort du durch ein eine einem einen einer eines er es etwas für gegen gibt habe haben hat hatte hier hinter ich ihm
ihn ihnen ihr ihre ihrem ihren ihrer im in indem ist ja jede jedem jeden jeder jedes jedoch jetzt kann kein keine keinem
keinen keiner können könnte leider man mehr mein meine mich mir mit muss müssen nach nicht nichts noch nun nur ob oder
ohne schon sehr sein seine seit sich sie sind so sobald soll sollte sondern sonst sowie trotz über um und uns unser
unter viel vom von vor wann war waren warum was weil weiter welche welcher wenn wer werden wie wieder wir wird wo wurde
wurden würde zu zum zur zwar zwischen`;

const french = `afin ai aie alors après au aucun aucune aussi autre autres aux avait avant avec avez avoir avons bien ça ce
ceci cela celle celui ces cet cette ceux chaque chez comme comment contre dans de depuis des dès deux donc dont du elle
elles en encore entre est et étaient était été être eu eux fait faut font il ils je jusqu la là laquelle le lequel les
leur leurs lors lorsque lui ma mais me même mes moi moins mon ne ni non nos notre nous on ont ou où par parce pas pendant
peu peut plus pour pourquoi puis quand que quel quelle quelque qui quoi sa sans se sera ses si sinon soit son sont sous
suis sur ta tandis tant te tes toi ton tous tout toute toutes très tu un une vers voici voilà vos votre vous y`;

const spanish = `a al algo algún alguna algunas algunos ante antes aquel aquella aunque aún cada casi como cómo con contra
cual cuál cuando cuándo de del desde después donde dónde dos durante e el él ella ellas ellos en entonces entre era eran
es esa ese eso esos esta está estaba están estar estas este esto estos fue fueron ha había han hasta hay la las le les lo
los luego más me mediante mi mientras mis mismo muy nada ni no nos nosotros o otra otras otro otros para pero poco por
porque pues puede pueden que qué quien quién se sea según ser si sí sido sin sino sobre solo sólo son su sus también
tampoco tan tanto te tiene tienen toda todas todo todos tras tu tus un una unas uno unos usted ya yo`;

const portuguese = `a à ainda algo alguém algum alguma ante antes ao aos apenas após aquela aquele as às até cada com como
contra da das de dela dele deles depois desde dessa desse desta deste do dois dos durante e é ela elas ele eles em então
entre era eram essa esse esta está estão este eu foi for foram há isso isto já lhe mais mas me mesmo meu minha muito na
nada não nas nem nenhum nessa nesse nesta neste no nos nós nossa nosso num numa o onde os ou outra outro para pela pelas
pelo pelos pode podem por porque qual quando que quem se seja sem ser será seu seus só sobre sua suas também tão tem têm
ter teve todas todo todos um uma umas uns vai você vocês`;

const italian = `a ad agli ai al alcuni alla alle allo anche ancora avere che chi ci come con contro così cui da dai dal
dalla dalle dei del della delle dello deve di dopo dove durante e è ed era erano essere fa fino fra gli ha hanno ho i il
in invece io la le lei lo loro lui ma mentre mi mia mio molto ne negli nei nel nella nelle nessun no noi non nostro o
ogni oppure per perché però più poi prima può qual quale quando quello questa queste questi questo qui quindi se sei sempre
senza si sia sono sopra sotto sta stato su sua sul sulla suo tra tutte tutti tutto un una uno viene vengono`;

const dutch = `aan al alle alleen als altijd andere bij daar dan dat de deze die dit door dus een eens elke en er geen had
heb hebben heeft het hier hij hoe ik in indien is ja je jij kan kon kunnen maar me meer met mij mijn moet na naar niet
niets nog nu of om omdat onder ons ook op over reeds te tegen tijdens toch toen tot u uit uw van veel voor waar waarom
wanneer want waren was wat we wel werd wie wij wil word worden wordt zal ze zich zij zijn zo zonder zou`;

const russian = `а без более бы был была были было быть в вам вас весь во вот все всё всегда всех вы где да даже для до
его ее её если есть еще ещё же за здесь и из или им их к как какой когда который которая которые ли либо меня мне можно
мы на надо нам нас не него нее неё нет ни них но ну о об однако он она они оно от очень по под после потому почему при
про с сам себя со так также такой там то тогда того тоже только том тот ту тут ты у уже чего чем что чтобы эта эти это
этого этой этот я`;

const split = (words: string): readonly string[] => words.split(/\s+/);

/** The languages that are told apart, in the order of their numbers; English is what an undecided field counts as. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ru'] as const;
export type Language = (typeof languages)[number];

export const stopwords: Readonly<Record<Language, readonly string[]>> = {
  en: split(english),
  de: split(german),
  fr: split(french),
  es: split(spanish),
  pt: split(portuguese),
  it: split(italian),
  nl: split(dutch),
  ru: split(russian),
};
