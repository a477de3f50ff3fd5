from people import *
def string(x,y0,hand,w=2,c=''): return line(f'M{x} {y0}V{n(hand[1])}',STR,w).replace('<path','<path class="far"' if c else '<path')
def home():
    W,H=1200,340
    b=p('M0 190C150 120 270 150 420 180S690 120 860 150 1080 110 1200 150V340H0Z',FAR)
    # civic square behind policy
    b+=p('M716 236V150h150v86zM704 150L791 104l87 46z',WALL)+p('M716 150h24v86h-24z',SHADE)
    b+=''.join(f'<path d="M{x} 172h10v64h-10z" fill="{SHADE}"/>' for x in(756,780,816,840))+p('M794 200h16v36h-16z',LAMP)
    # harbour behind industry
    b+=p('M930 218H1200V262H930Z',V('water','#8fb8cf'))
    b+=p('M1060 222V92h8v130zM1000 92h150v9H1000zM1062 92L1100 66l40 26h-6l-34-20-30 20z',V('metal','#54708c'))+line('M1012 101V150',V('metal','#54708c'),2)+p('M1000 150h26v18h-26z','#d8402f')+p('M1110 200h70l-8 22h-54zM1128 182h18v18h-18zM1150 176h18v24h-18z',WALL)
    # courtyard house behind parents
    b+=p('M96 250V150h150v100z',WALL)+p('M96 150h28v100H96z',SHADE)+p('M84 150h174l-22-30H108z','#c9603f')+win(148,182,26,30,True)+win(196,182,26,30,True)
    b+=p('M0 236C130 200 250 226 400 236S640 214 800 232 1050 226 1200 240V340H0Z',MID)
    b+=tree(290,250,120,NEAR)
    b+=p('M0 322C300 312 700 326 1200 318V340H0Z',NEAR)
    a,h=place(72,318,14.5,(1.9,-9.4),build='adult',skin=2,hair='hijab',top='#2f6f8f',shade='#255a75',leg='',shoe='#1b1a24',kind='dress',veil='#e2b04a',mood='smile',other=(-1.6,-5.2))
    b+=string(72,0,h)+a.svg()
    c=holder(112,320,14.5,'small',2,'curls','#d8402f','#b23122','#2d3a5e','#fff6e6',f=-1,mood='laugh',reach=(-1.9,-5.4),other=(1.5,-3.2),bare=2); b+=c.svg()
    g=holder(180,316,14.5,'adult',3,'short','#7a5a3a','#634729','#39405a','#1b1a24',f=-1,mood='calm',hc='g',acc=('glasses',),reach=None); g.arm(-1,(-2,-6),(-1.3,-4.6),'#7a5a3a',3); g.arm(1,(2,-6),(1.4,-4.6),'#7a5a3a',3); b+=g.svg()
    a,h=place(372,320,14.5,(1.6,-8),build='kid',skin=4,hair='puffs',top='#f0b73a',shade='#d89c22',leg='#2d3a5e',shoe='#d8402f',bare=4,mood='laugh',other=(-1.8,-3.8))
    b+=string(372,0,h,c=1)+a.svg()
    b+=wheel(470,322,14.5,1,'bob','#2f8f6f','#24735a',f=-1,mood='smile',reach=(1.9,-7.6),build='kid').svg()
    a,h=place(672,318,14.5,(1.8,-9.2),build='adult',skin=5,hair='bun',top='#e9a13b',shade='#cc8526',leg='#23408e',shoe='#1b1a24',mood='smile',other=(-1.5,-5.4),kind='dress',hem=-2.4)
    b+=string(672,0,h,c=1)+a.svg()
    a,h=place(972,318,14.5,(1.9,-9),build='adult',skin=0,hair='cap',top='#e07b2c',shade='#bd6220',leg='#2d3a5e',shoe='#1b1a24',mood='smile',veil='#f4c430',other=(-1.7,-5.2),acc=('glasses',))
    b+=string(972,0,h,c=1)+a.svg()
    return svg(W,H,b,' preserveAspectRatio="xMinYMax slice"')
def children():
    "three heights of one hill: under 9, 9-12, 13-18"
    W,H=1200,420
    b=p('M0 250C180 170 330 240 520 210S900 90 1200 150V420H0Z',FAR)
    b+=p('M0 330C200 300 420 330 620 270S980 170 1200 190V420H0Z',MID)
    b+=tree(560,300,150,NEAR)+tree(930,216,110,NEAR)
    b+=p('M0 372C260 340 420 372 640 330S1000 262 1200 250V420H0Z',V('hill','#5c9d78'))+p('M0 404C300 396 800 410 1200 400V420H0Z',NEAR)
    a,h=place(96,392,22,(1.7,-6.6),build='small',skin=3,hair='curls',top='#d8402f',shade='#b23122',leg='#2d3a5e',shoe='#fff6e6',bare=3,mood='laugh',other=(-1.6,-3.2)); b+=string(96,0,h)+a.svg()
    c=holder(166,396,22,'small',1,'bob','#2f6f8f','#255a75','#7a3b00','#d8402f',f=-1,mood='wonder',reach=(-1.5,-4.8),other=(1.4,-3),bare=1); b+=c.svg()
    a,h=place(496,372,21,(1.6,-8.2),build='kid',skin=5,hair='puffs',top='#f0b73a',shade='#d89c22',leg='#2f6f8f',shoe='#d8402f',bare=5,mood='smile',other=(-1.7,-4)); b+=string(496,0,h,c=1)+a.svg()
    b+=wheel(604,368,20,2,'short','#2f8f6f','#24735a',f=-1,mood='laugh',reach=(2,-7.8),build='kid').svg()
    a,h=place(896,306,20,(1.8,-9),build='teen',skin=2,hair='hijab',top='#4a2a8a',shade='#3b2070',leg='#2d3a5e',shoe='#1b1a24',mood='smile',veil='#8fb7d9',other=(-1.6,-5)); b+=string(896,0,h,c=1)+a.svg()
    t=holder(980,296,20,'teen',4,'crop','#e07b2c','#bd6220','#454c66','#fff6e6',f=-1,mood='laugh',acc=('aid',),reach=(1.4,-5)); t.arm(-1,(-1.8,-5.4),(-1.1,-4),'#e07b2c',4); b+=t.svg()
    return svg(W,H,b,' preserveAspectRatio="xMinYMax slice"')

W_=WALL
def policy():
    "noon, civic square: a panorama frieze"
    b=p('M0 150L120 96 250 140 400 84 560 146 720 92 900 150 1050 100 1200 144V260H0Z',FAR)
    b+=p('M470 214V104h260v110zM452 104L600 34l148 70z',WALL)+p('M470 104h260v12H470zM470 116h30v98h-30zM600 34L452 104h30l118-56z',SHADE)+''.join(f'<path d="M{x} 122h15v86h-15z" fill="{SHADE}"/>' for x in(524,566,620,662,702))+p('M588 156h26v54h-26z',LAMP)
    b+=p('M440 214h320v12H440z',WALL)
    b+=p('M60 226V120h70V70h60v156zM960 226V132h120v94zM1090 226V96h64v130z',V('wall','#fff6e6'))+p('M60 120h18v106H60zM130 70h14v50h-14zM960 132h22v94h-22zM1090 96h14v130h-14z',SHADE)
    b+=''.join(win(x,y,14,18) for x,y in((150,86),(150,116),(96,140),(96,172),(1000,150),(1032,150),(1000,184),(1032,184),(1118,114),(1118,146),(1118,178)))
    b+=p('M0 226H1200V260H0Z',MID)+p('M0 262H1200V280H0Z',NEAR)+p('M0 258H1200V264H0Z',NEAR)
    b+=tree(330,228,96,NEAR)+tree(860,228,110,NEAR)+tree(900,228,84,NEAR)
    a,h=place(238,256,12,(1.8,-9.2),build='adult',skin=5,hair='bun',top='#e9a13b',shade='#cc8526',leg='',shoe='#1b1a24',mood='smile',other=(-1.5,-5.4),kind='dress',hem=-2.4); b+=a.svg()
    m=holder(400,256,12,'adult',1,'crop','#454c66','#383e55','#2d3348','#1b1a24',f=1,mood='calm',acc=('glasses',),hc='b'); m.arm(-1,(-2,-6),(-1.2,-5.4),'#454c66',1); m.path('M .6,-7 L 2.3,-7.4 L 2.6,-5.4 L .9,-5 Z','#fff6e6'); m.arm(1,(2.3,-6),(1.9,-5.6),'#454c66',1); b+=m.svg()
    b+=wheel(800,257,12,3,'hijab','#2f6f8f','#255a75',f=-1,mood='smile',reach=(1.9,-7.2),veil='#d8402f').svg()
    return svg(1200,270,b,' preserveAspectRatio="xMidYMax slice"')
def industry():
    "morning harbour: a tall picture"
    m=V('metal','#54708c')
    b=p('M90 560C110 380 170 290 280 274S520 250 640 270V560Z',FAR)+p('M60 560C70 420 130 340 230 330H640V560Z',V('water','#8fb8cf'))
    b+=p('M392 420L404 90h22l12 330h-16l-3-80h-10l-2 80zM150 96h452v18H150zM404 90l12-46 10 46zM412 48L596 96h-26L412 60zM416 48L178 96h22L416 60z',m)+p('M548 114h42v40h-42z',m)
    b+=line('M232 114V214',m,3)+line('M198 240L232 214 266 240',m,3)+p('M176 240h112v54H176z','#d8402f')+p('M176 240h16v54h-16zM208 250h6v34h-6zM228 250h6v34h-6zM248 250h6v34h-6zM268 250h6v34h-6z','#b23122')
    b+='<g transform="translate(110 0)">'+p('M30 372h330l-34 66H66z',WALL)+p('M30 372h330l-8 16H38z','#d8402f')+p('M70 330h60v42H70zM136 318h90v54h-90z','#f08a3c')+p('M136 318h18v54h-18zM70 330h12v42H70z','#c9682a')+p('M250 300h70v72h-70z',WALL)+''.join(win(x,316,14,14) for x in(262,292))+'</g>'
    b+=p('M0 560C4 480 30 446 110 446H640V560Z',MID)+p('M0 560C20 540 100 536 220 538S460 546 640 538V560Z',NEAR)
    a,h=place(96,534,19,(1.9,-9),build='adult',skin=3,hair='cap',top='#e07b2c',shade='#bd6220',leg='#2d3a5e',shoe='#1b1a24',mood='smile',veil='#f4c430',other=(-1.7,-5.2)); b+=line(f'M96 130V{n(h[1])}',STR,2.5)+kite('industry',96,88,42)+a.svg()
    l=P(208,534,19); l.stand('#39405a','#1b1a24',f=-1); l.neck(0); l.torso('#0b6663',shade='#095250'); l.head(0,'tail','r',-1,'smile'); l.arm(-1,(-2,-6.2),(-.6,-5.9),'#0b6663',0,nohand=True); l.path('M -1.9,-6.5 L .6,-6.2 L .5,-4.7 L -2,-5 Z','#20263a'); l.hand((-.9,-4.9),0); l.arm(1,(2.1,-6.2),(.5,-5.1),'#0b6663',0); b+=l.svg()
    t=holder(340,534,19,'adult',4,'crop','#f4c430','#d3a51c','#2d3348','#1b1a24',f=-1,mood='calm',acc=('beard','aid')); t.arm(-1,(-2.2,-6),(-1.5,-4.4),'#f4c430',4); t.arm(1,(2.2,-6),(1.5,-4.4),'#f4c430',4); b+=t.svg()
    return svg(640,560,b,' preserveAspectRatio="xMinYMax slice"')
def parents():
    "evening, a courtyard with two doors: home and school"
    b=p('M0 190C200 110 420 190 640 140S1000 90 1200 160V400H0Z',FAR)
    b+=f'<circle cx="1010" cy="90" r="44" fill="{SUN}"/>'
    b+=p('M60 340V130h480v210z',WALL)+p('M60 130h60v210H60z',SHADE)+p('M40 130h520l-34-44H74z','#c9603f')
    b+=p('M250 340V226a50 50 0 0 1 100 0v114z','#7a2f4c')+p('M262 340V228a38 38 0 0 1 76 0v112z','#9c4063')+f'<circle cx="326" cy="280" r="4" fill="{SUN}"/>'+win(146,190,62,70,True)+win(420,190,62,70,True)
    b+=p('M680 340V104h460v236z',WALL)+p('M680 104h52v236h-52zM660 88h500v18H660z',SHADE)+p('M860 340V210h120v130z','#8a5a1c')+p('M872 222h44v118h-44zM924 222h44v118h-44z','#b27a2c')+''.join(win(x,140,52,44) for x in(756,868,920,1030))+win(756,216,52,64)+win(1030,216,52,64)+p('M906 88V40h4v48zM910 42l44 12-44 14z','#d8402f')
    b+=p('M0 338C300 326 900 344 1200 334V400H0Z',MID)+p('M0 384C400 376 800 392 1200 380V400H0Z',NEAR)
    a,h=place(180,380,18,(1.9,-9.4),build='adult',skin=2,hair='hijab',top='#2f6f8f',shade='#255a75',leg='',shoe='#1b1a24',kind='dress',veil='#e2b04a',mood='smile',other=(-1.6,-5.2)); b+=line(f'M180 60V{n(h[1])}',STR,2.5)+kite('parents',180,40,34)+a.svg()
    b+=holder(236,382,18,'small',2,'curls','#d8402f','#b23122','#2d3a5e','#fff6e6',f=-1,mood='laugh',reach=(-1.9,-5.4),other=(1.5,-3.2),bare=2).svg()
    g=holder(420,380,18,'adult',3,'short','#7a5a3a','#634729','#39405a','#1b1a24',f=-1,mood='calm',hc='g',acc=('glasses',)); g.arm(-1,(-2,-6),(-1.3,-4.6),'#7a5a3a',3); g.arm(1,(2,-6),(1.4,-4.6),'#7a5a3a',3); b+=g.svg()
    t=holder(830,380,18,'adult',4,'afro','#1e5a5a','#164545','#2d3348','#1b1a24',f=1,mood='smile',reach=(1.9,-6.6),other=(-.9,-5.4)); t.path('M -1.9,-6.3 L -.3,-6.3 L -.3,-4.5 L -1.9,-4.5 Z','#f4b52e'); b+=t.svg()
    b+=wheel(930,383,17,1,'bob','#7b55c7','#6443a8',f=-1,mood='smile',reach=(1.9,-7.4),build='kid').svg()
    return svg(1200,400,b,' preserveAspectRatio="xMinYMax slice"')
def under9():
    "morning under one big tree"
    b=f'<circle cx="1010" cy="110" r="66" fill="{SUN}"/>'+p('M0 260C220 150 420 280 640 230S1000 150 1200 210V460H0Z',FAR)+p('M0 330C260 270 520 350 760 312S1080 290 1200 320V460H0Z',MID)
    b+=p('M560 400L580 220H622L644 400Z','#8a5a2c')+p('M560 400L580 220h12l-8 180z','#6f4520')+p('M600 40C720 40 800 110 760 190 820 250 720 300 640 268 580 300 480 290 470 230 390 200 430 110 500 110 510 70 550 40 600 40Z','#3f8a55')+p('M470 230C390 200 430 110 500 110 460 170 520 230 600 236 580 290 480 290 470 230Z','#32734a')
    b+=p('M0 428C300 414 900 438 1200 424V460H0Z',NEAR)
    a,h=place(236,424,27,(1.7,-6.6),build='small',skin=3,hair='curls',top='#d8402f',shade='#b23122',leg='#2d3a5e',shoe='#fff6e6',bare=3,mood='laugh',other=(-1.6,-3.2))
    b+=line(f'M236 {n(h[1])}C236 180 250 120 300 84',STR,3)+kite('under9',330,66,44)+a.svg()
    b+=holder(350,428,27,'small',1,'bob','#2f6f8f','#255a75','#7a3b00','#d8402f',f=-1,mood='wonder',reach=(-1.5,-4.8),other=(1.4,-3),bare=1).svg()
    g=holder(800,424,24,'adult',4,'bun','#7a2350','#611b3f','','#1b1a24',f=-1,mood='smile',hc='g',kind='dress',acc=('glasses',)); g.arm(1,(2.1,-6),(1.2,-5),'#7a2350',4); g.arm(-1,(-2.3,-6),(-2.1,-4.6),'#7a2350',4); b+=g.svg()
    b+=holder(728,428,26,'small',5,'puffs','#2f8f8f','#257373','#d8402f','#fff6e6',f=1,mood='smile',reach=(1.3,-4.2),other=(-1.4,-2.8),bare=5).svg()
    return svg(1200,460,b,' preserveAspectRatio="xMinYMax slice"')
def mid():
    "afternoon on a flat roof: making a kite"
    b=p('M0 200C160 150 300 210 470 180S760 120 930 170 1120 150 1200 170V460H0Z',FAR)
    b+=p('M0 320V220h130v-60h90v160zM930 320V190h110v-70h90v200zM1130 320V230h70v90z',WALL)+p('M130 160h18v160h-18zM930 190h20v130h-20zM1040 120h16v70h-16z',SHADE)+''.join(win(x,y,22,26) for x,y in((34,244),(80,244),(170,186),(170,230),(976,216),(976,260),(1078,146),(1078,190),(1078,234)))
    b+=p('M0 310H1200V460H0Z',MID)+p('M0 310H1200V326H0Z',WALL)+p('M0 436H1200V460H0Z',NEAR)
    a,h=place(220,432,25,(1.6,-8.2),build='kid',skin=5,hair='puffs',top='#f0b73a',shade='#d89c22',leg='#2f6f8f',shoe='#d8402f',bare=5,mood='smile',other=(-1.7,-4))
    b+=line(f'M220 {n(h[1])}C222 200 240 140 300 96',STR,3)+kite('mid',312,72,50,rot=18)+line('M298 120c-30 20-10 44-34 60',STR,2)+a.svg()
    b+=p('M520 430L540 372H740L760 430H748L734 384H546L532 430Z','#8a5a2c')+kite('mid',640,356,46,rot=74)
    b+=holder(500,434,25,'kid',0,'short','#d8402f','#b23122','#2d3a5e','#fff6e6',f=1,mood='wonder',hc='r',reach=(2.6,-4),other=(1.9,-3.4),acc=('glasses',)).svg()
    b+=wheel(830,434,25,2,'hijab','#2f6f8f','#255a75',f=-1,mood='laugh',reach=(1.9,-7.6),veil='#f4b52e',build='kid').svg()
    return svg(1200,460,b,' preserveAspectRatio="xMinYMax slice"')
def teen():
    "blue hour over the roofs; each window is a person"
    b=f'<circle cx="930" cy="96" r="40" fill="{V("moon","#ffe9a8")}"/>'+p('M0 300V210h90v-50h80v90h110v-70h120v100h140v-60h90v-60h110v80h130v-40h100v70h110v-60h120v260H0Z',FAR)
    b+=''.join(win(x,y,12,16) for x,y in((20,236),(48,236),(110,184),(140,214),(310,206),(340,206),(372,240),(580,200),(672,180),(704,214),(800,232),(880,220),(1010,250),(1110,226),(1150,226)))
    b+=p('M0 372H470V330H520V372H1200V460H0Z',MID)+p('M0 372H1200V384H0Z',WALL)+p('M0 446H1200V460H0Z',NEAR)
    a,h=place(240,372,25,(1.8,-9),build='teen',skin=2,hair='hijab',top='#ff6f61',shade='#d9574b',leg='#2d3a5e',shoe='#fff6e6',mood='smile',veil='#8fb7d9',other=(-1.6,-5))
    b+=line(f'M240 {n(h[1])}C246 110 300 70 380 44',STR,3)+kite('teen',392,44,40,rot=-14)+a.svg()
    # two sit on the wall
    for x,sk,hr,top,sh,f,ac,mo in((620,5,'crop','#2f8f8f','#257373',1,('aid',),'laugh'),(730,1,'tail','#f4b52e','#d3981c',-1,(),'smile')):
        q=P(x,372+25*4.6-6,25,'teen')
        q.stroke('M -.35,-4.5 L -.55,-4 L -.6,-2.6 M .35,-4.5 L .95,-4 L 1.1,-2.4','#454c66' if sk==5 else '#3a2873',.86)
        q.path('M -1.1,-2.7 L -.2,-2.7 Q .3,-2.5 .3,-2 L -1.1,-2 Z M .7,-2.5 L 1.5,-2.5 Q 2.1,-2.3 2.1,-1.8 L .7,-1.8 Z','#fff6e6')
        q.neck(sk); q.torso(top,shade=sh,hem=-4.3); q.head(sk,hr,'k' if sk==5 else 'b',f,mo,acc=ac)
        q.arm(-1,(-2,-5.6),(-1.3,-4.3),top,sk) if f>0 else q.arm(-1,(-1.9,-5.4),(-.3,-5.2),top,sk)
        q.arm(1,(1.9,-5.6),(1.5,-4.3),top,sk) if f<0 else q.arm(1,(1.9,-5.4),(.5,-5.2),top,sk)
        if f>0: q.path('M .1,-6.1 L .9,-6 L .75,-4.7 L -.05,-4.8 Z','#120a26')
        b+=q.svg()
    return svg(1200,460,b,' preserveAspectRatio="xMinYMax slice"')
def lost():
    "404: the kite is in the tree"
    b=p('M60 400C90 290 170 236 300 230S540 200 640 220V400Z',FAR)+p('M0 400C20 350 90 316 220 312S480 320 640 304V400Z',MID)
    b+=p('M300 380L318 210H352L372 380Z','#8a5a2c')+p('M336 50C440 50 500 110 470 176 520 230 440 270 372 250 320 276 230 262 226 214 160 180 200 104 256 106 266 70 300 50 336 50Z','#3f8a55')+p('M226 214C160 180 200 104 256 106 230 150 270 210 340 222 310 270 230 262 226 214Z','#32734a')
    b+=kite('mark',420,150,52,rot=38)+line('M388 192C350 230 470 250 440 300S520 340 548 330',STR,2.5)+bows([(430,262),(452,300)],k=9)
    b+=p('M0 400C30 380 120 374 240 376S440 384 640 372V400Z',NEAR)
    return svg(640,400,b)
def calm():
    "help: a lamp on a jetty, still water. Nobody in it."
    b=p('M0 150C160 110 330 150 520 128S840 110 1000 140V300H0Z',FAR)+p('M0 176H1000V280H0Z',V('water','#8fb8cf'))
    b+=''.join(line(d,FAR,3) for d in('M60 216h90','M420 206h120','M640 236h160','M220 244h70','M860 204h70'))
    b+=p('M0 226H330V240H0Z',WALL)+p('M40 240h12v44H40zM150 240h12v44h-12zM270 240h12v44h-12z',SHADE)+p('M286 226V96h8v130zM262 96h56l-8-16h-40z',STR)+p('M272 96h36l-6 34h-24z',SUN)
    b+=p('M0 270C300 262 700 278 1000 266V300H0Z',NEAR)
    return svg(1000,300,b,' preserveAspectRatio="xMinYMax slice"')
# the hand at the foot of a page: 200 x 150, string at x = 20+..., top of box = page
def foot(kind):
    X=32; H=190
    def g(w=260): return p('M0 190C20 178 50 173 90 176S190 188 220 190Z',NEAR)
    if kind=='policy-makers': a,h=place(X,176,12.5,(1.8,-9.2),build='adult',skin=5,hair='bun',top='#e9a13b',shade='#cc8526',leg='',shoe='#1b1a24',mood='smile',other=(-1.5,-5.4),kind='dress',hem=-2.4)
    if kind=='industry': a,h=place(X,176,12.5,(1.9,-9),build='adult',skin=3,hair='cap',top='#e07b2c',shade='#bd6220',leg='#2d3a5e',shoe='#1b1a24',mood='smile',veil='#f4c430',other=(-1.7,-5.2))
    if kind=='parents': a,h=place(X,176,12.5,(1.9,-9.4),build='adult',skin=2,hair='hijab',top='#2f6f8f',shade='#255a75',leg='',shoe='#1b1a24',kind='dress',veil='#e2b04a',mood='smile',other=(-1.6,-5.2))
    if kind=='educators': a,h=place(X,176,12.5,(1.9,-9.2),build='adult',skin=4,hair='afro',top='#1e5a5a',shade='#164545',leg='#2d3348',shoe='#1b1a24',mood='smile',acc=('glasses',),other=(-1.6,-5.2))
    if kind=='core': a,h=place(X,176,12.5,(1.9,-9.2),build='adult',skin=3,hair='short',top='#7a5a3a',shade='#634729',leg='#39405a',shoe='#1b1a24',mood='smile',hc='g',acc=('glasses',),other=(-1.6,-5.2))
    a.x+=14; hx=X+14
    return svg(220,H,string(hx,0,(0,h[1]))+a.svg()+g(220))
def house(): return p('M8 290V130h176v160z',WALL)+p('M8 130h22v160H8z',SHADE)+p('M-6 130h204l-24-34H18z','#c9603f')+p('M70 290V216a30 30 0 0 1 60 0v74z','#7a2f4c')+f'<circle cx="118" cy="252" r="3" fill="{SUN}"/>'+win(36,156,28,36,True)+win(138,156,28,36,True)
def school(): return p('M206 290V108h190v182z',WALL)+p('M206 108h22v182h-22zM196 96h210v12H196z',SHADE)+p('M270 290V206h64v84z','#8a5a1c')+p('M277 214h23v76h-23zM304 214h23v76h-23z','#b27a2c')+''.join(win(x,132,30,30) for x in(240,286,332))+p('M300 96V56h3v40zM305 58l28 8-28 9z','#d8402f')
def door(kind):
    "one of the two doors of that courtyard, for the set behind it"
    b=f'<circle cx="{330 if kind=="educators" else 236}" cy="70" r="26" fill="{SUN}"/>'+(school() if kind=='educators' else house())
    x=168 if kind=='educators' else -12
    b+=p(f'M{x} 300Q{x+140} 276 {x+280} 300V320H{x}Z',MID)
    if kind=='educators':
        t=holder(240,312,13.5,'adult',4,'afro','#1e5a5a','#164545','#2d3348','#1b1a24',f=1,mood='smile',reach=(1.9,-6.6),other=(-.9,-5.4)); t.path('M -1.9,-6.3 L -.3,-6.3 L -.3,-4.5 L -1.9,-4.5 Z','#f4b52e'); b+=t.svg()+wheel(352,314,13.5,1,'bob','#7b55c7','#6443a8',f=-1,mood='smile',reach=(1.9,-7.4),build='kid').svg()
    else:
        a=holder(148,312,13.5,'adult',2,'hijab','#2f6f8f','#255a75','','#1b1a24',f=-1,mood='smile',veil='#e2b04a',kind='dress',reach=(-2,-5.4),other=(1.6,-5.2)); b+=a.svg()
        b+=holder(100,313,13.5,'small',2,'curls','#d8402f','#b23122','#2d3a5e','#fff6e6',f=1,mood='laugh',reach=(1.9,-5.2),other=(-1.5,-3.2),bare=2).svg()
    return svg(280,276,f'<g transform="translate({-x} -44)">{b}</g>')
def parents_phone():
    "the same courtyard for a narrow screen: both doors stand side by side"
    b=p('M0 170C80 110 160 150 240 130S360 110 400 140V360H0Z',FAR)+f'<circle cx="356" cy="60" r="26" fill="{SUN}"/>'
    b+=house()+school()
    b+=p('M0 288C100 280 300 294 400 284V360H0Z',MID)+p('M0 346C130 338 270 352 400 344V360H0Z',NEAR)
    a,h=place(92,338,13.5,(1.9,-9.4),build='adult',skin=2,hair='hijab',top='#2f6f8f',shade='#255a75',leg='',shoe='#1b1a24',kind='dress',veil='#e2b04a',mood='smile',other=(-1.6,-5.2)); b+=line(f'M92 56V{n(h[1])}',STR,2.5)+kite('parents',92,38,28)+a.svg()
    b+=holder(136,340,13.5,'small',2,'curls','#d8402f','#b23122','#2d3a5e','#fff6e6',f=-1,mood='laugh',reach=(-1.9,-5.4),other=(1.5,-3.2),bare=2).svg()
    t=holder(238,338,13.5,'adult',4,'afro','#1e5a5a','#164545','#2d3348','#1b1a24',f=1,mood='smile',reach=(1.9,-6.6),other=(-.9,-5.4)); t.path('M -1.9,-6.3 L -.3,-6.3 L -.3,-4.5 L -1.9,-4.5 Z','#f4b52e'); b+=t.svg()
    return svg(400,360,b+wheel(320,340,13.5,1,'bob','#7b55c7','#6443a8',f=-1,mood='smile',reach=(1.9,-7.4),build='kid').svg())
def children_phone():
    "three heights of one hill, narrow: the first string comes from the list above, the other two kites fly here"
    b=p('M0 170C80 130 150 170 220 140S330 84 400 106V360H0Z',FAR)+p('M0 250C80 232 150 250 230 206S330 150 400 158V360H0Z',MID)
    b+=p('M0 306C100 286 160 300 240 262S340 214 400 204V360H0Z',V('hill','#5c9d78'))+p('M0 350C120 340 280 352 400 344V360H0Z',NEAR)
    a,h=place(60,334,18,(1.7,-6.6),build='small',skin=3,hair='curls',top='#d8402f',shade='#b23122',leg='#2d3a5e',shoe='#fff6e6',bare=3,mood='laugh',other=(-1.4,-3.2)); b+=string(60,0,h)+a.svg()
    b+=holder(110,338,18,'small',1,'bob','#2f6f8f','#255a75','#7a3b00','#d8402f',f=-1,mood='wonder',reach=(-1.5,-4.8),other=(1.4,-3),bare=1).svg()
    a,h=place(208,318,17,(1.6,-8.2),build='kid',skin=5,hair='puffs',top='#f0b73a',shade='#d89c22',leg='#2f6f8f',shoe='#d8402f',bare=5,mood='smile',other=(-1.7,-4)); b+=line(f'M208 {n(h[1])}C208 130 216 100 226 76',STR,2)+kite('mid',232,56,24)+a.svg()
    b+=wheel(256,316,16,2,'short','#2f8f6f','#24735a',f=-1,mood='laugh',reach=(2,-7.8),build='kid').svg()
    a,h=place(334,272,16,(1.8,-9),build='teen',skin=2,hair='hijab',top='#4a2a8a',shade='#3b2070',leg='#2d3a5e',shoe='#1b1a24',mood='smile',veil='#8fb7d9',other=(-1.6,-5)); b+=line(f'M334 {n(h[1])}C334 90 340 60 350 44',STR,2)+kite('teen',356,34,22)+a.svg()
    t=holder(366,264,16,'teen',4,'crop','#e07b2c','#bd6220','#454c66','#fff6e6',f=-1,mood='laugh',acc=('aid',),reach=(1.2,-5)); t.arm(-1,(-1.8,-5.4),(-1.1,-4),'#e07b2c',4)
    return svg(400,360,b+t.svg())
ALL=dict(home=home,children=children,**{'policy-makers':policy,'industry':industry,'parents-educators':parents,'under-9':under9,'9-12':mid,'13-18':teen,'lost':lost,'calm':calm,'parents-educators-phone':parents_phone,'children-phone':children_phone})
for k in('policy-makers','industry','parents','educators','core'): ALL['foot-'+k]=(lambda k=k:foot(k))
for k in('parents','educators'): ALL['door-'+k]=(lambda k=k:door(k))
KI={'mark':'mark','policy-makers':'policy','industry':'industry','parents':'parents','under-9':'under9','9-12':'mid','13-18':'teen'}
for k,v in KI.items(): ALL['kite-'+k]=(lambda v=v: svg(60,60,kite(v,30,29 if v!='under9' else 30,26 if v not in('teen','under9') else (22 if v=='teen' else 25))))
ALL['kite-educators']=lambda: svg(60,60,kite('mid',30,28,24)+f'<path d="M30 4v48M6 28h48" stroke="{WALL}" stroke-width="2"/>')
ALL['kite-children']=lambda: svg(60,60,kite('mid',30,29,26,b='#f4b52e'))

# vignettes: one thing a screen, 320 x 280, no ground line so that they sit on any sky
def vig(*f): return svg(320,280,p('M20 262C60 244 250 240 300 262Z',MID)+''.join(f))
def v_no():
    a=holder(160,256,27,'small',3,'curls','#d8402f','#b23122','#2d3a5e','#fff6e6',f=0,mood='calm',bare=3,other=(-1.3,-2.9)); a.arm(1,(2,-3.6),(2.2,-4.6),'#d8402f',3,short=True); a.path('M 1.75,-4.5 L 1.75,-5.5 Q 1.8,-5.75 2,-5.7 L 2.45,-5.7 Q 2.7,-5.7 2.7,-5.4 L 2.65,-4.4 Q 2.2,-4.1 1.75,-4.5 Z',SK[3]); a.stroke('M 1.75,-4.6 L 1.45,-5',SK[3],.28); return vig(a.svg())
def v_tell():
    a=holder(214,256,20,'adult',4,'bun','#7a2350','#611b3f','','#1b1a24',f=-1,mood='calm',hc='g',kind='dress',acc=('glasses',)); a.arm(1,(2.1,-6),(1.2,-5),'#7a2350',4); a.arm(-1,(-2.3,-6.4),(-2.5,-5.2),'#7a2350',4)
    c=holder(112,258,22,'small',5,'puffs','#2f8f8f','#257373','#d8402f','#fff6e6',f=1,mood='wonder',reach=(1.8,-4.4),other=(-1.4,-2.8),bare=5); return vig(a.svg(),c.svg())
def v_play():
    c=holder(110,256,24,'small',1,'bob','#2f6f8f','#255a75','#7a3b00','#d8402f',f=1,mood='laugh',reach=(1.8,-5.6),other=(-1.9,-4.9),bare=1)
    d=holder(222,256,24,'small',4,'crop','#f4b52e','#d3981c','#2d3a5e','#fff6e6',f=-1,mood='laugh',reach=(-1.8,-5.4),other=(1.7,-3.2),bare=4); return vig(c.svg(),d.svg(),f'<circle cx="166" cy="70" r="20" fill="#d8402f"/><path d="M146 70a20 20 0 0 0 30 17 26 26 0 0 1-22-33 20 20 0 0 0-8 16z" fill="#b23122"/>')
def v_check():
    a=holder(150,256,24,'kid',0,'short','#d8402f','#b23122','#2d3a5e','#fff6e6',f=1,mood='wonder',hc='r',acc=('glasses',)); a.arm(-1,(-1.9,-4.4),(.2,-4.2),'#d8402f',0,nohand=True); a.path('M .3,-5.6 L 2.6,-5.3 L 2.4,-3.5 L .1,-3.8 Z','#20263a'); a.path('M .5,-5.35 L 2.35,-5.1 L 2.2,-3.75 L .35,-4 Z','#cde7f8'); a.stroke('M .8,-4.8 L 1.9,-4.65 M .75,-4.4 L 1.5,-4.3','#54708c',.12); a.hand((.3,-4.1),0); a.arm(1,(2,-4.6),(2.3,-3.8),'#d8402f',0); return vig(a.svg())
def v_leave():
    return vig(wheel(160,256,22,2,'hijab','#2f6f8f','#255a75',f=1,mood='smile',veil='#f4b52e',build='kid',reach=(2.3,-7.2)).svg())
def v_rights():
    a=holder(116,256,20,'teen',4,'crop','#e07b2c','#bd6220','#454c66','#fff6e6',f=1,mood='smile',acc=('aid',),reach=(2,-8.8)); a.arm(-1,(-1.8,-5.4),(-1.1,-4),'#e07b2c',4)
    c=holder(206,256,20,'teen',2,'hijab','#ff6f61','#d9574b','#2d3a5e','#fff6e6',f=-1,mood='smile',veil='#8fb7d9',reach=(-2,-8.6),other=(1.6,-4.6)); return vig(a.svg(),c.svg(),kite('teen',162,42,26,a='#ff6f61',b='#ffd25e'))
for k in('no','tell','play','check','leave','rights'): ALL['card-'+k]=globals()['v_'+k]
if __name__=='__main__':
    from run import write
    write('.',ALL)
