from kit import *
b=''
x=70
def fig(build,r,x,**k):
    f=P(x,300,r,build); return f
a=P(80,300,22);a.stand('#2d3a5e','#1b1a24');a.neck(3);a.torso('#c9503c',shade='#a83f2e');a.arm(-1,(-2,-6),(-1.7,-4.4),'#c9503c',3);a.arm(1,(2.2,-7),(1.9,-9.3),'#c9503c',3,thumb=(-.4,-.2));a.head(3,'short','k',1,'smile',acc=('beard','glasses'));b+=a.svg()
a=P(210,300,22);a.torso('#2f6f8f','dress',shade='#255a75',hem=-.6);a.arm(-1,(-2,-6),(-1,-5),'#2f6f8f',2);a.arm(1,(2.2,-6.4),(2.6,-7.6),'#2f6f8f',2,thumb=(.3,-.4));a.neck(2);a.head(2,'hijab','k',-1,'calm',veil='#d9a441');b+=a.svg()
a=P(330,300,22,'teen');a.stand('#454c66','#e9e4da');a.neck(5);a.torso('#7b55c7',shade='#6443a8');a.arm(-1,(-2,-5.4),(-.8,-5.2),'#7b55c7',5,short=True);a.arm(1,(1.9,-5.2),(.6,-5.4),'#7b55c7',5,short=True);a.head(5,'puffs','k',1,'laugh',acc=('aid',));b+=a.svg()
a=P(440,300,22,'kid');a.stand('#3b5d3f','#1b1a24',bare=1);a.neck(1);a.torso('#f0b73a',shade='#d89c22');a.arm(-1,(-1.9,-4.6),(-1.8,-3.4),'#f0b73a',1,short=True);a.arm(1,(2,-5.6),(1.7,-7.6),'#f0b73a',1,short=True,thumb=(-.3,-.3));a.head(1,'bob','k',0,'wonder');b+=a.svg()
a=P(550,300,22,'small');a.stand('#305a8a','#c9503c',bare=4);a.neck(4);a.torso('#3b8f6a',shade='#2d7454');a.arm(-1,(-1.6,-3.2),(-1.4,-2.4),'#3b8f6a',4,short=True);a.arm(1,(1.8,-4.4),(1.5,-6.2),'#3b8f6a',4,short=True);a.head(4,'curls','k',1,'laugh');b+=a.svg()
for i,k in enumerate('mark policy industry parents under9 mid teen'.split()): b+=kite(k,660+(i%3)*90,60+(i//3)*90,36)
open('sheet.html','w').write('<body style="margin:0;background:#dcebf5">'+svg(960,330,b))
