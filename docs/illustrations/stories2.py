"""Frames of the storybook's second half (see stories.py) and the guide's own figure."""
from cast import *
def grub(x,y,k,a=0):
    b=''.join(circ(x+i*k*1.25,y-(abs(i)%2)*k*.5,k,'#5ea04f' if i%2 else '#86c04e') for i in(-3,-2,-1,0,1,2))+circ(x+3.8*k,y-.5*k,k*1.15,'#f4b52e')+circ(x+4.2*k,y-.7*k,k*.2,INKD)+line(f'M{n(x+3.8*k)} {n(y-1.5*k)}l{n(.4*k)} {n(-.9*k)}',INKD,max(1.5,k*.2)); return rot(b,a,x,y)
def fly(x,y,k,a=0,c1='#d8402f',c2='#f4b52e'):
    "butterfly"
    b=''
    for s in(-1,1): b+=p(f'M{n(x)} {n(y-.1*k)}C{n(x+s*.5*k)} {n(y-1.5*k)} {n(x+s*1.7*k)} {n(y-1.2*k)} {n(x+s*1.2*k)} {n(y-.1*k)}C{n(x+s*1.4*k)} {n(y+.9*k)} {n(x+s*.5*k)} {n(y+1.1*k)} {n(x)} {n(y+.2*k)}Z',c1)+circ(x+s*.85*k,y-.6*k,.26*k,c2)+circ(x+s*.7*k,y+.4*k,.18*k,c2)
    return rot(b+rect(x-.1*k,y-.7*k,.2*k,1.4*k,INKD,.1*k)+line(f'M{n(x)} {n(y-.6*k)}l{n(-.3*k)} {n(-.5*k)}M{n(x)} {n(y-.6*k)}l{n(.3*k)} {n(-.5*k)}',INKD,max(1.2,.09*k)),a,x,y)
def leaf(x,y,k,a=0): return rot(p(f'M{n(x-2*k)} {n(y)}Q{n(x)} {n(y-1.5*k)} {n(x+2*k)} {n(y)}Q{n(x)} {n(y+1.5*k)} {n(x-2*k)} {n(y)}Z',LEAF)+line(f'M{n(x-2.6*k)} {n(y)}H{n(x+1.6*k)}',LEAF2,max(2,k*.14)),a,x,y)
def jar(x,y,w,h,k=4): return rect(x-w/2,y-h,w,h,LIT,w*.16)+rect(x-w*.4,y-h-w*.14,w*.8,w*.16,WOOD,2)+leaf(x,y-h*.28,w*.17,-20)+grub(x-1,y-h*.42,k,-14)
def fields(a=200): return rect(0,0,400,300,PAGE)+p(f'M0 {a-30}C90 {a-64} 180 {a-26} 270 {a-46}S370 {a-60} 400 {a-44}V300H0Z',FAR)+p(f'M0 {a+20}C120 {a} 280 {a+28} 400 {a+8}V300H0Z',HILL)
def house(x,y,w,h,roof='#c9603f',door='#7a2f4c'): return rect(x,y-h,w,h,WALL)+rect(x,y-h,w*.2,h,SHADE)+p(f'M{n(x-w*.1)} {n(y-h)}H{n(x+w*1.1)}L{n(x+w*.9)} {n(y-h*1.35)}H{n(x+w*.1)}Z',roof)+rect(x+w*.38,y-h*.66,w*.26,h*.66,door)
# ---------------------------------------------------------------- 4. the right to learn with digital media: what is it?
@frame('learn-1')
def _():
    "close: a caterpillar on a leaf, a girl's big eyes above it"
    b=rect(0,0,400,300,PAGE)+p('M0 200Q100 160 200 190T400 170V300H0Z',HILL)
    b+=who('ama',200,500,58,'bust',1,'wonder',look=.24)
    b+=leaf(208,244,62,-6)+grub(196,228,15,-6); return b
@frame('learn-2')
def _():
    "middle: she shows the jar; her grandfather does not know"
    b=fields(196)+house(-30,236,120,120)+tree(366,226,120,LEAF,WOOD2)
    b+=who('pop',266,412,30,'stand',-1,'unsure',arms=[(-1,(-2.7,-6.2),(-2.5,-7.4),dict(nohand=True)),(1,(2.7,-6.2),(2.6,-7.4),dict(nohand=True))])+palm(191,188,11,5,-30)+palm(344,188,11,5,30,-1)
    b+=who('ama',126,322,30,'stand',1,'wonder',look=-.14,arms=[(-1,(-1.7,-3.2),(.4,-3.5)),(1,(1.9,-3.4),(1.4,-3.7))],over=())+jar(152,224,34,42,3.4)+circ(141,222,10,SK[5])+circ(165,222,10,SK[5]); return b
@frame('learn-3')
def _():
    "wide: the book bus has come to the square; she runs to it with her jar"
    b=fields(170)+circ(52,60,26,SUN)+house(250,176,70,60)
    b+=rect(150,92,236,140,'#2f8f8f',14)+rect(150,200,236,32,'#257373',8)+rect(320,108,56,46,LIT,6)+rect(170,106,134,84,WALL,4)+rect(170,144,134,6,WOOD)+''.join(rect(176+i*13,144-h,10,h,c_) for i,(h,c_) in enumerate(((28,'#d8402f'),(22,'#f4b52e'),(30,'#2f6f8f'),(24,'#7b55c7'),(28,'#e07b2c'),(20,'#3f8a55'))))+slab(278,130,36,26,0,True)+p('M160 88H314L326 106H150Z','#d8402f')
    b+=circ(206,234,24,INKD)+circ(206,234,10,'#8e97b3')+circ(340,234,24,INKD)+circ(340,234,10,'#8e97b3')
    b+=who('lib',232,258,16,f=-1,arms=[(1,(2,-6),(1.2,-4.8)),(-1,(-2.4,-7.4),(-2.3,-9.2))])
    b+=who('jun',296,274,19,f=-1,mood='smile',arms=[(1,(1.6,-3.2),(1.2,-2.4)),(-1,(-1.6,-3.2),(-1.1,-2.6))])+line('M286 190L296 216 308 190',INKD,2)+rect(286,212,22,18,WALL,2)+rect(288,214,8,6,'#f4b52e')+rect(298,214,8,6,'#d8402f')+rect(288,222,8,6,'#2f6f8f')+rect(298,222,8,6,'#86c04e')
    b+=who('ama',96,286,24,f=1,mood='laugh',lean=.2,arms=[(-1,(-2,-3.6),(-1.9,-2.9)),(1,(2,-3.6),(1.8,-4))])+jar(140,198,26,32,2.6)+circ(139,190,9,SK[5]); return b
@frame('learn-4')
def _():
    "over their shoulders: on the tablet the caterpillar becomes a butterfly; a boy points at it on his picture board"
    b=rect(0,0,400,300,FAR)+rect(0,30,400,8,WOOD)+''.join(rect(14+i*30,30-h,20,h,c_) for i,(h,c_) in enumerate(((24,'#d8402f'),(18,'#f4b52e'),(26,'#2f6f8f'),(20,'#7b55c7'))))+rect(0,186,400,120,WOOD)
    b+=slab(200,102,190,124,0,True)+grub(138,106,8,-8)+line('M186 98h24m-9-8 9 8-9 8',INKD,4)+fly(254,96,28)
    b+=jar(46,196,50,66,5)
    b+=rot(rect(316,132,80,70,WALL,6)+rect(322,138,31,27,'#f4b52e')+rect(358,138,31,27,'#86c04e')+rect(322,169,31,27,'#cde7f8')+rect(358,169,31,27,'#e8b3c6')+fly(373,182,10),6,356,167)
    b+=back('ama',104,238,48)+back('jun',282,246,46)+forearm(350,330,374,214,28,0,'#2f8f8f',.5)+circ(375,204,15,SK[0]); return b
@frame('learn-5')
def _():
    "wide: butterflies over the fields; now she explains, and grandfather laughs"
    b=fields(206)+sun(60,64,30)+house(318,238,86,90)
    b+=who('pop',270,278,19,'stand',-1,'laugh',look=-.15,arms=[(1,(2,-6),(1.3,-4.7)),(-1,(-2.2,-7),(-2.1,-7.6))])
    b+=who('ama',128,284,24,'stand',1,'laugh',look=-.15,arms=[(-1,(-1.8,-3.4),(-1.6,-2.6)),(1,(2.1,-4.4),(1.9,-6.2),dict(thumb=(.3,-.5)))])
    b+=fly(206,96,22,16)+fly(124,74,14,-20,'#2f6f8f','#fff6e6')+fly(334,86,14,24,'#7b55c7','#f4b52e')+p('M0 290C120 282 280 296 400 288V300H0Z',NEAR); return b
# ---------------------------------------------------------------- 5. privacy: paint on my face
def paint(x,y,r): return circ(x-.45*r,y+.3*r,.24*r,'#2f8f8f')+circ(x+.5*r,y+.36*r,.2*r,'#d8402f')+circ(x+.1*r,y-.72*r,.2*r,'#7b55c7')+circ(x+.55*r,y+.62*r,.12*r,'#d8402f')
def yard(): return rect(0,0,400,300,PAGE)+p('M0 170C120 130 260 170 400 140V300H0Z',FAR)+p('M0 214C120 200 280 222 400 206V300H0Z',HILL)
def wallpic(x,y,w,h): return rect(x,y,w,h,WALL)+kite('under9',x+w*.3,y+h*.42,h*.26)+circ(x+w*.72,y+h*.34,h*.17,'#f4b52e')+p(f'M{x} {y+h}V{n(y+h*.78)}Q{n(x+w*.4)} {n(y+h*.6)} {x+w} {n(y+h*.82)}V{y+h}Z','#86c04e')
@frame('photo-1')
def _():
    "wide: Milo paints, paint all over him; his brother lifts a phone"
    b=yard()+tree(16,226,150,LEAF,WOOD2)+wallpic(58,76,104,112)+rect(54,72,8,150,WOOD2)+rect(158,72,8,150,WOOD2)
    b+=who('milo',204,284,24,'stand',-1,'laugh',arms=[(1,(1.7,-3.2),(1.4,-2.4)),(-1,(-2,-4),(-1.9,-4.6))])+line('M156 174L140 160',WOOD2,4)+circ(138,158,6,'#d8402f')+paint(198,141,24)+circ(204,196,6,'#2f8f8f')+circ(214,212,5,'#d8402f')
    b+=who('rafa',326,284,19,'stand',-1,'laugh',arms=[(1,(2,-6.2),(-.4,-6.6)),(-1,(-2.4,-6.6),(-2.2,-7.6))])+slab(282,134,15,28,-6,False)+rect(226,262,26,22,'#54708c',3)+rect(226,262,26,6,'#2f8f8f'); return b
@frame('photo-2')
def _():
    "over the brother's shoulder: the picture on the phone, and Milo, surprised"
    b=yard()+wallpic(290,60,96,104)
    b+=who('milo',244,352,31,'stand',-1,'wonder',arms=[(1,(1.7,-3.4),(1.3,-2.6)),(-1,(-1.8,-3.4),(-1.3,-2.6))])+paint(236,168,31)
    b+=back('rafa',52,188,56)+slab(150,210,76,120,6,True)
    b+=f'<g transform="translate(98 104)scale(.42)">'+who('milo',122,430,42,'bust',0,'laugh',shade='#f7efe0')+paint(122,180,42)+'</g>'+fist(128,282,19,1,-4); return b
@frame('photo-3')
def _():
    "close: no, thank you. A calm face, a flat hand"
    b=rect(0,0,400,300,PAGE)+p('M400 90Q300 130 280 300H400Z',HILL)
    b+=who('milo',160,560,62,'bust',0,'calm',arms=[(-1,(-2,-3.4),(-1,-2.8))])+paint(160,190,62)
    b+=forearm(292,340,300,230,50,1,'#f7efe0',.4)+palm(302,190,38,1,6); return b
@frame('photo-4')
def _():
    "close, only hands: the picture goes into the bin"
    b=rect(0,0,400,300,FAR)+p('M0 0H150Q90 160 160 300H0Z',MID)
    b+=forearm(330,340,292,236,70,1,'#3f6fb0',.4)
    b+=slab(200,146,172,252,-5,True)
    bin_=p('M166 168H238L230 240H174Z','#54708c')+rect(160,154,84,12,'#54708c',4)+rect(188,144,28,10,'#54708c',3)+line('M190 182V226M202 182V226M214 182V226',LIT,5)
    pic=rect(166,44,66,62,WALL)+circ(199,80,21,SK[1])+circ(188,88,6,'#2f8f8f')+circ(211,87,5,'#d8402f')+''.join(circ(x,y,r,'#4a2d1c') for x,y,r in((180,69,8),(188,60,9),(199,56,9.5),(210,60,9),(218,69,8)))+line('M191 77v3M207 77v3M193 92q6 5 12 0',INKD,3)+''.join(f'<circle cx="{x}" cy="78" r="6.5" fill="none" stroke="{INKD}" stroke-width="2"/>' for x in(191,207))
    b+=rot(rot(pic,-14,199,76)+bin_+line('M199 116v18m-8-8 8 8 8-8',INKD,4),-5,200,146)
    b+=fist(296,232,32,1,80)+forearm(60,330,120,232,64,1,'#f7efe0',.45)+f'<path d="M124 226L164 196" stroke="{SK[1]}" stroke-width="24" stroke-linecap="round"/>'+circ(120,230,34,SK[1]); return b
@frame('photo-5')
def _():
    "middle: asked first; Milo, washed and proud, holds up his picture for the photo"
    b=yard()+tree(384,226,150,LEAF,WOOD2)
    b+=who('milo',128,336,32,'stand',1,'laugh',top='#d8402f',shade='#b23122',arms=[(-1,(-2.2,-3.4),(-1.9,-3.4)),(1,(2.2,-3.4),(1.9,-3.4))])+wallpic(60,208,136,90)+circ(62,238,13,SK[1])+circ(194,238,13,SK[1])
    b+=p('M96 116L104 86 118 102 132 82 144 104 158 90 160 118Q128 106 96 116Z','#f4b52e')
    b+=who('rafa',312,420,30,'stand',-1,'smile',arms=[(1,(2,-6.2),(-.6,-6.5)),(-1,(-2.2,-6),(-1.9,-6.8))])+slab(256,210,22,42,0,False)+circ(258,220,11,SK[1]); return b
# ---------------------------------------------------------------- 6. grown-ups too: a bed for phones
def dine(): return room(WATER,MID,214)
@frame('grown-1')
def _():
    "wide: a set table, two adults look at phones, the girl holds up her drawing"
    b=dine()+window(24,24,84,66,(.4,.5,16))
    b+=who('papa',84,364,25,'bust',1,'calm',look=.25,arms=[(-1,(-2,-6),(.2,-5.6)),(1,(2,-6),(1.5,-5.9))])+who('mama',318,364,25,'bust',-1,'calm',look=.25,arms=[(1,(2,-6),(-.2,-5.6)),(-1,(-2,-6),(-1.5,-5.9))])
    b+=who('hana',200,322,26,'bust',0,'smile',look=-.1,arms=[(-1,(-2.4,-5),(-1.75,-8)),(1,(2.4,-5),(1.75,-8))])+wallpic(152,50,96,66)+circ(154,110,10,SK[0])+circ(246,110,10,SK[0])
    b+=bench(24,240,352)+slab(118,212,19,32,14,False)+slab(284,212,19,32,-14,False)+f'<ellipse cx="200" cy="246" rx="44" ry="8" fill="#2f8f8f"/><ellipse cx="92" cy="247" rx="32" ry="6" fill="{WALL}"/><ellipse cx="308" cy="247" rx="32" ry="6" fill="{WALL}"/>'
    return b
@frame('grown-2')
def _():
    "over father's shoulder: the lit phone is near, the child is far"
    b=dine()+window(24,22,90,74,None,'#22364a',False)+circ(90,46,11,V('moon','#ffe9a8'))
    b+=who('hana',176,312,28,'bust',1,'unsure',arms=[(-1,(-1.9,-3),(-.9,-2.7))],over=[(1,(1.9,-3),(.75,-4.9))])+bench(40,226,330)+rot(rect(120,232,64,34,WALL)+kite('under9',152,249,12),-6,150,248)
    b+=slab(222,242,66,106,-8,True)+circ(222,226,16,'#f4b52e')+rect(200,250,42,8,'#2f8f8f',4)+rect(204,264,30,8,'#8fb8cf',4)
    b+=back('papa',316,170,60)+fist(236,292,19,0,-8); return b
@frame('grown-3')
def _():
    "close, from above: small hands make a bed out of a shoe box"
    b=rect(0,0,400,300,WOOD)+''.join(rect(0,y,400,4,WOOD2) for y in(70,150,230))
    b+=rect(96,56,208,150,'#c9603f',6)+rect(108,68,184,126,WOOD2,4)+rect(108,68,184,126,'#f7efe0',4)+rect(116,76,56,110,WALL,16)+rect(122,84,44,94,'#cde7f8',14)+p('M184 68H292V194H184Q172 130 184 68Z','#7b55c7')+''.join(circ(x,y,6,'#f4b52e') for x,y in((210,92),(250,86),(232,124),(272,122),(212,158),(256,164)))
    b+=rot(circ(350,90,14,'none').replace('fill="none"','fill="none" stroke="#d8402f" stroke-width="7"')+circ(350,128,14,'none').replace('fill="none"','fill="none" stroke="#d8402f" stroke-width="7"')+line('M338 98L290 128M338 120L290 92','#8e97b3',6),24,340,110)
    b+=forearm(70,340,124,232,50,0,'#d8402f',.55)+forearm(330,340,262,226,50,0,'#d8402f',.55)+fist(130,206,27,0,10)+fist(254,202,27,0,-14); return b
@frame('grown-4')
def _():
    "middle: father lays his phone to bed, mother brings hers"
    b=dine()+rect(164,20,70,52,WALL)+kite('mid',199,46,20)
    b+=who('papa',318,420,31,'stand',-1,'smile',look=.2,arms=[(1,(2,-6),(1.4,-4.8))],over=[(-1,(-2.5,-6.2),(-2.9,-6.5))])
    b+=who('mama',82,424,30,'stand',1,'laugh',arms=[(-1,(-2,-6),(-1.4,-4.9))],over=[(1,(2.4,-6.6),(2.1,-7.1))])+slab(150,202,19,36,12,False)+circ(146,214,12,SK[1])
    b+=who('hana',196,330,31,'stand',0,'laugh',look=.1,arms=[(-1,(-2.2,-3),(-1.9,-2.2)),(1,(2.2,-3),(1.9,-2.2))])
    b+=slab(228,212,22,42,8,False)+circ(230,222,12.5,SK[0])+p('M140 240H254L242 296H152Z','#c9603f')+p('M140 240H254L252 250H142Z','#f7efe0')+p('M162 242Q190 224 216 242L214 258H164Z','#7b55c7')+circ(145,270,12.5,SK[0])+circ(250,270,12.5,SK[0]); return b
@frame('grown-5')
def _():
    "wide: on the floor, all three build; the phones sleep on the shelf"
    b=dine()+rect(262,96,120,8,WOOD)+p('M284 62H360L352 96H292Z','#c9603f')+p('M310 62q20-10 50 0v12h-50z','#7b55c7')+rect(30,40,92,72,WALL)+kite('under9',76,76,26)
    b+=f'<ellipse cx="204" cy="272" rx="176" ry="26" fill="#b03060"/>'
    b+=who('papa',80,280,19,'floor',1,'laugh',look=.15,arms=[(-1,(-2,-6.4),(-1.2,-5.4)),(1,(2.2,-6.4),(2.6,-6))])+who('mama',328,280,19,'floor',-1,'laugh',look=.1,arms=[(1,(2,-6.4),(1.2,-5.4)),(-1,(-2.2,-6.4),(-2.6,-6))])
    b+=who('hana',160,284,22,'floor',1,'laugh',arms=[(-1,(-1.7,-3.2),(-1,-2.6)),(1,(2,-3.6),(2.2,-4.8))])
    b+=''.join(rect(x,y,28,20,c_) for x,y,c_ in((210,262,'#2f8f8f'),(240,262,'#f4b52e'),(270,262,'#d8402f'),(224,242,'#d8402f'),(254,242,'#2f6f8f'),(240,222,'#f4b52e')))+p('M238 222L254 202 270 222Z','#7b55c7')+rect(196,194,26,20,'#2f8f8f'); return b
# ---------------------------------------------------------------- the guide: a small bird whose tail is a kite's tail
def bird(x,y,k,f=1,wave=False):
    def q(u,v): return f'{n(x+f*u*k)} {n(y+v*k)}'
    b=f'<path d="M{q(-.8,.3)}C{q(-1.5,.2)} {q(-1.6,1)} {q(-2.2,.9)}S{q(-2.8,1.5)} {q(-3.3,1.3)}" fill="none" stroke="{STR}" stroke-width="{n(k*.09)}" stroke-linecap="round"/>'
    for u,v in((-1.75,.78),(-2.45,1.1),(-3.1,1.35)): b+=p(f'M{q(u,v)}L{q(u-.26,v-.24)}L{q(u-.26,v+.24)}Z','#d8402f')+p(f'M{q(u,v)}L{q(u+.26,v-.24)}L{q(u+.26,v+.24)}Z','#d8402f')
    b+=f'<path d="M{q(-.2,.9)}V{n(y+1.35*k)}h{n(f*.3*k)}M{q(.25,.9)}V{n(y+1.35*k)}h{n(f*.3*k)}" fill="none" stroke="{WOOD2}" stroke-width="{n(k*.12)}" stroke-linecap="round"/>'
    b+=p(f'M{q(-1,.35)}C{q(-1,-.5)} {q(-.55,-1.15)} {q(.15,-1.15)}C{q(.8,-1.15)} {q(1.05,-.6)} {q(1,-.1)}C{q(1,.7)} {q(.5,1.05)} {q(-.05,1.05)}C{q(-.6,1.05)} {q(-1,.8)} {q(-1,.35)}Z','#f4b52e')
    b+=p(f'M{q(.98,0)}C{q(.95,.7)} {q(.5,1.05)} {q(-.05,1.05)}C{q(.1,.5)} {q(.4,.1)} {q(.98,0)}Z',CREAM)
    b+=(p(f'M{q(-.75,.05)}C{q(-.9,-.9)} {q(-1.3,-1.3)} {q(-1.75,-1.45)}C{q(-1.55,-.6)} {q(-1.2,.35)} {q(-.2,.55)}C{q(0,.3)} {q(-.3,.05)} {q(-.75,.05)}Z','#d8402f') if wave else p(f'M{q(-.95,.1)}C{q(-.5,-.25)} {q(.05,-.05)} {q(.15,.35)}C{q(-.1,.8)} {q(-.75,.75)} {q(-1.15,.55)}Z','#d8402f'))
    b+=p(f'M{q(-.1,-1.1)}C{q(-.3,-1.6)} {q(-.1,-1.75)} {q(.05,-1.7)}C{q(.05,-1.55)} {q(.1,-1.4)} {q(.3,-1.13)}Z','#2f8f8f')+p(f'M{q(.95,-.5)}L{q(1.5,-.28)}L{q(.97,-.1)}Z','#d8402f')
    return b+circ(x+f*.5*k,y-.5*k,.3*k,CREAM)+circ(x+f*.56*k,y-.5*k,.17*k,INKD)+circ(x+f*.61*k,y-.56*k,.055*k,'#fff')
