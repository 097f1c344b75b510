/**
 * What long passwords that get guessed are made of, gathered by kind: the words people reach for when asked for a
 * password, those that bind them, names, months, places of work, this product, and phrases that everybody knows.
 */
export const guessedWords = [
  ...wordsIn(`
    password passwords passwort passcode passphrase pass pwd pw secret secrets security secure safe safety letmein let
    login logon signin signon sign welcome hello hallo hola bonjour hi hey admin administrator root user username guest
    test tester testing demo default temp temporary changeme change master system server computer laptop internet
    website online account access enter open opensesame sesame key keys code codes pin number numbers word words
    google facebook instagram twitter linkedin microsoft windows apple iphone android samsung amazon netflix youtube
    yahoo gmail hotmail outlook zoom office chrome firefox`),
  ...wordsIn(`
    a an and are as at be but by can do dont for from get go got has have he her his i if ill im in is it its just know
    like make me my mine need never new no not now of off oh ok on one only or our please really she so thank thanks
    that the their them there they this time to too try two up us use very want was we were what when where who why
    will with yes you your forever always again today tomorrow good great best better big little long longer short
    strong stronger very real super mega ultra remember forget forgot easy hard stupid damn fuck fucking shit`),
  ...wordsIn(`
    love loves lover lovely iloveyou ilove heart baby babe honey sweet sweetie sweetheart darling angel princess prince
    queen king hero superman batman spiderman pokemon pikachu starwars yoda matrix hobbit gandalf frodo harrypotter
    hermione snoopy mickey minnie disney frozen barbie ninja dragon phoenix unicorn wizard magic shadow hunter ranger
    killer monster devil ghost zombie pirate warrior soldier captain doctor nurse teacher mother father mom mum dad
    mama papa sister brother family friend friends friendship boyfriend girlfriend husband wife daughter son child
    children kids god jesus christ lord bible faith hope peace joy happy happiness smile laugh lucky luck blessed
    freedom life live living dream dreams beautiful pretty cute sexy hot cool crazy funny`),
  ...wordsIn(`
    dog dogs doggy puppy cat cats kitty kitten horse horses monkey tiger lion bear wolf fox bunny rabbit bird birds
    eagle falcon fish dolphin shark turtle elephant panda butterfly chicken cow pig mouse snake flower flowers rose
    roses lily daisy sunflower tree trees garden forest river ocean sea beach island mountain sun sunny sunshine moon
    star stars sky rain rainbow snow storm thunder fire water earth wind spring summer autumn fall winter house home
    kitchen door window car cars truck mustang ferrari porsche mercedes bmw harley motorcycle train coffee tea beer
    wine whiskey pizza pasta cheese chocolate cookie cookies cake banana apple orange strawberry cherry peach pepper
    ginger sugar candy bacon butter music guitar piano dance rock metallica nirvana beatles football soccer baseball
    basketball hockey tennis golf chelsea arsenal liverpool manchester united barcelona madrid juventus yankees lakers
    cowboys steelers red blue green yellow black white purple pink silver gold golden brown grey gray`),
  ...wordsIn(`
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec birthday christmas easter
    halloween vacation holiday holidays weekend morning night day days week month year years zero one two three four
    five six seven eight nine ten eleven twelve hundred thousand million first second third last`),
  ...wordsIn(`
    james john robert michael mike david william bill richard joseph joe thomas tom charles charlie christopher chris
    daniel dan matthew matt anthony tony mark steven steve paul andrew andy joshua josh kevin brian george edward
    jason jeff ryan jacob nick nicholas eric jonathan justin scott brandon ben benjamin sam samuel alex alexander
    patrick jack dennis jerry tyler aaron adam henry peter max oliver oscar leo lucas mary patricia jennifer jenny
    linda elizabeth liz barbara susan jessica jess sarah sara karen nancy lisa betty margaret maggie sandra ashley
    kim emily emma donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy
    angela anna nicole samantha katherine kate katie christine helen rachel hannah julia julie grace victoria lauren
    olivia sophia sophie mia bella chloe lucy molly maria daisy buddy rocky bailey cooper duke sadie coco`),
  ...wordsIn(`
    attune learn learner learners learning lesson lessons course courses training trainer study student students school
    college university class education quiz exam therapist therapists therapy therapeutic counsellor counsellors
    counselor counselors counselling counseling psychologist psychology psychotherapist psychotherapy practitioner
    practice practices clinic clinics clinical clinician client clients patient patients supervisor supervision session
    sessions team teams work works worker workers job boss company business office record records certificate affirming
    care caring consent respect respecting autonomy dignity rights advocate support`),
  ...wordsIn(`
    correcthorsebatterystaple correct battery staple trustno trust noone thequickbrownfoxjumpsoverthelazydog quick fox
    jumps jumped over lazy maytheforcebewithyou force tobeornottobe question nevergonnagiveyouup gonna give
    neveragain winteriscoming coming youshallnotpass shall itwasthebestoftimes times inthebeginning beginning
    onceuponatime once upon happilyeverafter happily ever after sesame abracadabra hocuspocus supercalifragilistic
    supercalifragilisticexpialidocious loremipsumdolorsitamet lorem ipsum dolor sit amet consectetur onering rule all
    hakunamatata carpediem allyouneedislove letitbe imagine yesterday bohemianrhapsody stairwaytoheaven heaven
    wewillrockyou rock hotelcalifornia california newyork york london paris berlin texas america american england
    canada usa jesusisking jesuslovesme thelordismyshepherd shepherd ourfatherwhoartinheaven ineedanewpassword
    thisismypassword mypasswordis whatismypassword donttouch touch`),
];

/** Rows that a finger or a child runs along, each to be read either way. */
export const keyboardRows = [
  "abcdefghijklmnopqrstuvwxyz",
  "0123456789",
  "1234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "yxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qazwsxedcrfvtgbyhnujm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "147258369",
  "741852963",
  "159357",
].flatMap((row) => [row, [...row].reverse().join("")]);

function wordsIn(text: string): string[] {
  return text.trim().split(/\s+/);
}
