"""Character kit. Unit = head radius r. Origin = ground between the feet, y down. Light from the upper right."""
import re
def n(v): 
    s=f"{v:.1f}"
    if s.endswith('.0'): s=s[:-2]
    return '0' if s=='-0' else s
SK=['#f6d3b8','#e3ad84','#c98a5e','#a5683f','#7b4a2b','#55321e']
HR=dict(k='#241a17',b='#4a2d1c',g='#b9b4ac',r='#8c4322')
INK='#1b1a24'
BUILD=dict(adult=(5.0,8.3,9.95,1.42,1.0,.66,.9),teen=(4.6,7.6,9.15,1.18,.86,.58,.8),kid=(3.5,6.1,7.55,.98,.8,.54,.74),small=(2.4,4.6,5.95,.86,.78,.5,.7))
class P:
    def __init__(s,x,y,r,build='adult'):
        s.x,s.y,s.r,s.rr=x,y,r,r; (s.hip,s.sh,s.hd,s.sw,s.hw,s.aw,s.lw)=BUILD[build]; s.o=[]; s.dx=0;s.dy=0;s.lean=0
    def X(s,v): return str(round((v+s.dx)*20))
    def Y(s,v): return str(round((v+s.dy)*20))
    def pt(s,a): return s.X(a[0])+' '+s.Y(a[1])
    def path(s,cmd,fill,extra=''):
        # cmd: string with tokens; numbers pairs are in units
        out=[];tok=cmd.split();i=0
        for t in tok:
            if re.match(r'^[A-Za-z]$',t): out.append(t)
            else:
                a,b=t.split(','); out.append(s.pt((float(a),float(b))))
        d=' '.join(out); d=re.sub(r' ?([A-Za-z]) ?',r'\1',d)
        s.o.append(f'<path d="{d}" fill="{fill}"{extra}/>')
    def stroke(s,cmd,col,w):
        s.path(cmd,'none',f' stroke="{col}" stroke-width="{n(round(w*20))}"')
    def el(s,cx,cy,rx,ry,fill,extra=''):
        if rx==ry: s.o.append(f'<circle cx="{s.X(cx)}" cy="{s.Y(cy)}" r="{n(round(rx*40)/2)}" fill="{fill}"{extra}/>')
        else: s.o.append(f'<ellipse cx="{s.X(cx)}" cy="{s.Y(cy)}" rx="{n(round(rx*20))}" ry="{n(round(ry*20))}" fill="{fill}"{extra}/>')
    def hand(s,h,skin,thumb=None):
        s.el(h[0],h[1],.4,.4,SK[skin])
        if thumb: s.stroke(f'M {h[0]},{h[1]} L {h[0]+thumb[0]},{h[1]+thumb[1]}',SK[skin],.26)
    def arm(s,side,elbow,hand,sleeve,skin,short=False,thumb=None,nohand=False):
        sx=side*(s.sw-.22)+s.lean; sy=-s.sh+.38
        e,h=elbow,hand
        if short:
            m=((sx+e[0])/2*.8+e[0]*.2,(sy+e[1])/2*.8+e[1]*.2)
            s.stroke(f'M {sx},{sy} Q {e[0]},{e[1]} {h[0]},{h[1]}',SK[skin],s.aw*.86)
            s.stroke(f'M {sx},{sy} L {m[0]},{m[1]}',sleeve,s.aw*1.18)
        else:
            s.stroke(f'M {sx},{sy} Q {e[0]},{e[1]} {h[0]},{h[1]}',sleeve,s.aw*1.08)
        if not nohand: s.hand(h,skin,thumb)
    def legs(s,pts,col,shoe,bare=None):
        d1=d2=d3=''
        for (k,a,f) in pts:
            hx=(s.hw-.5)*(1 if a[0]>0 else -1) if abs(a[0])>.05 else 0
            d1+=f' M {hx},{-s.hip+.2} L {k[0]},{k[1]} {a[0]},{a[1]-.05}'
            d2+=f' M {hx},{-s.hip+.2} L {k[0]*.8+hx*.2},{k[1]*.8+(-s.hip)*.2}'
            d3+=f' M {a[0]-.42*f},{a[1]-.2} L {a[0]+.3*f},{a[1]-.2} C {a[0]+.7*f},{a[1]-.15} {a[0]+1.0*f},{a[1]+.05} {a[0]+1.0*f},{a[1]+.42} L {a[0]-.45*f},{a[1]+.42} Z'
        if bare is not None: s.stroke(d1.strip(),SK[bare],s.lw*.72); s.stroke(d2.strip(),col,s.lw*1.1)
        else: s.stroke(d1.strip(),col,s.lw)
        s.path(d3.strip(),shoe)
    def stand(s,col,shoe,bare=None,f=1,spread=.5):
        h=s.hip
        s.legs([((-spread,-h/2),(-spread,-.38),-1 if f==0 else f),((spread,-h/2),(spread,-.38),1 if f==0 else f)],col,shoe,bare)
    def torso(s,col,kind='tee',shade=None,hem=None):
        w,h,sh,hp=s.sw,s.hw,s.sh,s.hip; l=s.lean
        hem=hem if hem is not None else -hp+.35
        hw=h if kind=='tee' else h+.35+(.4 if hem>-2.2 else .15)
        s.path(f'M {-w*.42+l},{-sh-.14} L {w*.42+l},{-sh-.14} C {w*.8+l},{-sh-.08} {w+l},{-sh+.1} {w+l},{-sh+.7} C {w*.96+l},{-sh+1.8} {h*.95},{-hp-.9} {hw},{hem} Q 0,{hem+.3} {-hw},{hem} C {-h*.95},{-hp-.9} {-w*.96+l},{-sh+1.8} {-w+l},{-sh+.7} C {-w+l},{-sh+.1} {-w*.8+l},{-sh-.08} {-w*.42+l},{-sh-.14} Z',col)
        if shade: s.path(f'M {-w+l},{-sh+.7} C {-w*.96+l},{-sh+1.8} {-h*.95},{-hp-.9} {-hw},{hem} Q {-hw*.6},{hem+.2} {-hw*.3},{hem+.22} C {-h*.5},{-hp-.9} {-w*.5+l},{-sh+1.8} {-w*.62+l},{-sh+.1} Z',shade)
    def neck(s,skin):
        s.stroke(f'M {s.lean},{-s.sh+.05} L {s.lean},{-s.hd+.5}',SK[min(skin+1,5)] if skin<5 else '#42261a',.66)
    def head(s,skin,hair='short',hc='k',f=0,mood='smile',tilt=0,acc=(),veil='#2f6f8f',look=0):
        keep=(s.dx,s.dy); s.dx+=s.lean+tilt; s.dy-=s.hd
        H=HR.get(hc,hc); S=SK[skin]; D=SK[min(skin+1,5)] if skin<5 else '#42261a'
        q=f*.26
        # back hair
        if hair=='bob': s.path('M -1.16,.75 C -1.5,-.9 -.8,-1.45 0,-1.42 C .8,-1.45 1.5,-.9 1.16,.75 Q 0,1.1 -1.16,.75 Z',H)
        if hair=='long': s.path('M -1.2,1.9 C -1.6,-.9 -.8,-1.45 0,-1.42 C .8,-1.45 1.6,-.9 1.2,1.9 Q 0,2.2 -1.2,1.9 Z',H)
        if hair=='afro': s.el(-q*.4,-.42,1.5,1.36,H)
        if hair=='puffs': s.el(-1.05,-.95,.62,.62,H); s.el(1.05,-.95,.62,.62,H)
        if hair=='bun': s.el(-q*1.4,-1.42,.52,.5,H)
        if hair=='tail': s.path(f'M {-q*2},-1.1 C {-f*1.9-.2},-1.3 {-f*2.2},.2 {-f*1.6},1.1 C {-f*1.3},.4 {-f*1.2},-.2 {-f*.6},-.6 Z',H)
        if hair=='hijab': s.path('M -1.5,2.15 C -1.35,1.2 -1.32,.5 -1.22,-.1 C -1.15,-1.1 -.6,-1.36 0,-1.36 C .6,-1.36 1.15,-1.1 1.22,-.1 C 1.32,.5 1.35,1.2 1.5,2.15 Q 0,2.75 -1.5,2.15 Z',veil)
        # ears + head
        if hair not in('hijab','bob','long'):
            if f<=0: s.el(.93+q*.5,.1,.2,.25,D if f else S)
            if f>=0: s.el(-.93+q*.5,.1,.2,.25,D)
        s.path('M -.93,-.1 C -.96,-.8 -.5,-1.08 0,-1.08 C .5,-1.08 .96,-.8 .93,-.1 C .92,.62 .5,1.1 0,1.1 C -.5,1.1 -.92,.62 -.93,-.1 Z',S)
        # face; look > 0 looks down, < 0 up
        s.dy+=look
        L,R_=q-.37,q+.37; by=-.33 if mood!='wonder' else -.43
        if mood=='laugh': s.stroke(f'M {L-.15},.05 Q {L},-.15 {L+.15},.05 M {R_-.15},.05 Q {R_},-.15 {R_+.15},.05',INK,.11)
        elif mood=='sleepy': s.stroke(f'M {L-.16},.02 Q {L},.16 {L+.16},.02 M {R_-.16},.02 Q {R_},.16 {R_+.16},.02',INK,.12)
        else: s.stroke(f'M {L},-.02 L {L},.06 M {R_},-.02 L {R_},.06',INK,.2)
        o_,i_={'worry':(.1,-.1),'unsure':(.07,-.07)}.get(mood,(.07,-.01))
        brow=f'M {L-.18},{by+o_} Q {L-.02},{by-.1} {L+.18},{by+i_} M {R_-.18},{by+i_} Q {R_+.02},{by-.1} {R_+.18},{by+o_}'
        mouth={'worry':f' M {q-.2},.68 Q {q},.55 {q+.2},.66','calm':f' M {q-.2},.6 Q {q},.72 {q+.22},.58','smile':f' M {q-.3},.54 Q {q},.84 {q+.3},.54','unsure':f' M {q-.17},.63 Q {q},.6 {q+.17},.63','sleepy':f' M {q-.16},.62 Q {q},.68 {q+.16},.6'}.get(mood,'')
        s.stroke(brow+(mouth if 'beard' not in acc else ''),INK,.1)
        if s.r>=15: s.stroke(f'M {q*1.35},.1 Q {q*1.35+.14*(f or 1)},.34 {q*1.3-.04},.36',D,.1)
        if mood in('laugh',): s.path(f'M {q-.34},.5 Q {q},.56 {q+.34},.5 Q {q+.26},.88 {q},.88 Q {q-.26},.88 {q-.34},.5 Z','#7a2430')
        elif mood=='wonder': s.el(q,.64,.14,.17,'#7a2430')
        s.dy-=look
        # front hair
        if hair=='short': s.path(f'M -1,.08 C -1.2,-1.0 -.6,-1.38 .05,-1.36 C .75,-1.36 1.16,-.95 1,.08 C .9,-.3 .8,-.42 .72,-.58 C .3,-.5 -.2,-.52 -.62,-.72 C -.78,-.5 -.9,-.3 -1,.08 Z',H)
        if hair=='crop': s.path('M -.97,.02 C -1.12,-.95 -.6,-1.26 0,-1.26 C .6,-1.26 1.12,-.95 .97,.02 C .86,-.62 .5,-.72 0,-.72 C -.5,-.72 -.86,-.62 -.97,.02 Z',H)
        if hair in('bun','puffs','tail'): s.path('M -.97,.1 C -1.15,-1 -.6,-1.3 0,-1.3 C .6,-1.3 1.15,-1 .97,.1 C .8,-.5 .5,-.66 0,-.8 C -.5,-.66 -.8,-.5 -.97,.1 Z',H)
        if hair in('bob','long'): s.path('M -1.05,.5 C -1.2,-1 -.7,-1.32 0,-1.34 C .7,-1.32 1.2,-1 1.05,.5 C .92,.1 .86,-.3 .5,-.7 C .1,-.42 -.5,-.34 -.78,-.3 C -.9,-.1 -.98,.2 -1.05,.5 Z',H)
        if hair=='afro': s.path('M -.95,-.05 C -1.1,-1 -.5,-1.2 0,-1.2 C .5,-1.2 1.1,-1 .95,-.05 C .8,-.5 .5,-.62 0,-.62 C -.5,-.62 -.8,-.5 -.95,-.05 Z',H)
        if hair=='curls':
            for cx,cy,cr in((-.85,-.5,.42),(-.45,-.95,.48),(.15,-1.1,.5),(.68,-.85,.45),(.92,-.4,.36)): s.el(cx,cy,cr,cr,H)
        if hair=='hijab': s.path('M -1.02,.9 C -1.3,-.3 -1.05,-1.3 0,-1.3 C 1.05,-1.3 1.3,-.3 1.02,.9 C .8,1.5 -.8,1.5 -1.02,.9 Z M -.66,.72 C -.3,1.14 .3,1.14 .66,.72 C .98,.1 .86,-.76 0,-.78 C -.86,-.76 -.98,.1 -.66,.72 Z',veil,' fill-rule="evenodd"')
        if hair=='cap': 
            s.path('M -1,-.25 C -1.1,-1.1 -.6,-1.4 0,-1.4 C .6,-1.4 1.1,-1.1 1,-.25 Q 0,-.6 -1,-.25 Z',veil); s.path(f'M {f*.3},-.5 Q {f*1.2},-.62 {f*1.75},-.2 Q {f*1},-.3 {f*.2},-.3 Z',veil)
        if hair=='kufi': s.path('M -.96,-.3 L -.88,-1.1 Q 0,-1.4 .88,-1.1 L .96,-.3 Q 0,-.62 -.96,-.3 Z',veil)
        if 'beard' in acc: s.path(f'M -.93,.05 C -.96,.8 -.5,1.3 0,1.3 C .5,1.3 .96,.8 .93,.05 C .8,.4 .6,.42 {q+.35},.4 Q {q},.3 {q-.35},.4 C -.6,.42 -.8,.4 -.93,.05 Z',H); 'beard' in acc and s.stroke(f'M {q-.22},.62 Q {q},.78 {q+.22},.62',S,.12)
        if 'glasses' in acc:
            for e in(-1,1): s.el(e*.38+q,.02+look,.29,.27,'none',f' stroke="{INK}" stroke-width="2"')
            s.stroke(f'M {q-.09},{look} L {q+.09},{look}',INK,.09)
        if 'aid' in acc:
            ax=(-.95 if f>=0 else .95)+q*.5
            s.stroke(f'M {ax},.26 C {ax-.22},.1 {ax-.2},-.3 {ax+.06},-.34','#ffc400',.17)
        s.dx,s.dy=keep
    def svg(s,g=True): return f'<g transform="translate({n(s.x)} {n(s.y)})scale({s.r/20:.2f})" stroke-linecap="round" stroke-linejoin="round">'+''.join(s.o)+'</g>'
def kite(kind,x,y,k,a='var(--i-kite,#d8402f)',b='var(--i-kite2,#f4b52e)',rot=0,ink=None):
    """one kite per audience; x,y = centre, k = half height"""
    def p(*c): return 'M'+'L'.join(f'{n(x+u*k)} {n(y+v*k)}' for u,v in c)+'Z'
    o=''
    if kind=='mark': o=f'<path d="{p((0,-1),(.72,-.2),(0,1),(-.72,-.2))}" fill="{a}"/><path d="{p((0,-1),(0,1),(-.72,-.2))}" fill="{b}"/>'
    if kind=='policy': o=f'<path d="{p((0,-1),(.78,-.5),(.78,.5),(0,1),(-.78,.5),(-.78,-.5))}" fill="{a}"/><path d="{p((0,-1),(0,1),(-.78,.5),(-.78,-.5))}" fill="{b}"/>'
    if kind=='industry': o=f'<path d="{p((-.7,-.9),(.2,-1),(.2,-.3),(-.7,-.2))}{p((-.7,.3),(.2,.2),(.2,.9),(-.7,1))}" fill="{b}"/><path d="{p((.2,-1),(.75,-.75),(.75,-.05),(.2,-.3))}{p((.2,.2),(.75,.45),(.75,1.1),(.2,.9))}" fill="{a}"/><path d="M{n(x-.7*k)} {n(y-.2*k)}V{n(y+.3*k)}M{n(x+.2*k)} {n(y-.3*k)}V{n(y+.2*k)}M{n(x+.75*k)} {n(y-.1*k)}V{n(y+.45*k)}" stroke="{a}" stroke-width="{n(k*.09)}"/>'
    if kind=='parents': o=f'<path d="{p((0,-1),(.6,-.35),(0,.6),(-.6,-.35))}" fill="{b}"/><path d="{p((0,-1),(.6,-.35),(0,.6))}" fill="{a}"/><path d="{p((.6,.12),(.94,.5),(.6,1.04),(.26,.5))}" fill="{a}"/>'
    if kind=='under9':
        o=f'<path d="M{n(x-.2*k)} {n(y)}L{n(x-1.05*k)} {n(y-.62*k)}Q{n(x-.8*k)} {n(y)} {n(x-1.05*k)} {n(y+.62*k)}Z" fill="{a}"/><ellipse cx="{n(x+.2*k)}" cy="{n(y)}" rx="{n(.82*k)}" ry="{n(.62*k)}" fill="{b}"/><path d="M{n(x+.02*k)} {n(y-.6*k)}Q{n(x+.3*k)} {n(y)} {n(x+.02*k)} {n(y+.6*k)}Q{n(x-.62*k)} {n(y+.5*k)} {n(x-.62*k)} {n(y)}Q{n(x-.62*k)} {n(y-.5*k)} {n(x+.02*k)} {n(y-.6*k)}Z" fill="{a}"/><circle cx="{n(x+.58*k)}" cy="{n(y-.14*k)}" r="{n(.11*k)}" fill="{INK}"/>'
    if kind=='mid': o=f'<path d="{p((0,-1),(.9,0),(0,1),(-.9,0))}" fill="{b}"/><path d="{p((0,-1),(.9,0),(0,0))}{p((0,1),(-.9,0),(0,0))}" fill="{a}"/>'
    if kind=='teen': o=f'<path d="{p((0,-.7),(1.3,.55),(.35,.3),(0,.75))}" fill="{a}"/><path d="{p((0,-.7),(-1.3,.55),(-.35,.3),(0,.75))}" fill="{b}"/>'
    return f'<g transform="rotate({rot} {n(x)} {n(y)})">{o}</g>' if rot else o
def svg(w,h,body,extra=''):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}"{extra}>{body}</svg>'
V=lambda k,d: f'var(--i-{k},{d})'
SKY,FAR,MID,NEAR,WALL,SHADE,SUN,LAMP=V('sky','#dcebf5'),V('far','#b9d3c6'),V('mid','#86b394'),V('near','#4f8a6b'),V('wall','#fff6e6'),V('shade','#e4cfae'),V('sun','#ffd25e'),V('lamp','#5d7a92')
def p(d,f,x=''): return f'<path d="{d}" fill="{f}"{x}/>'
def line(d,c,w): return f'<path d="{d}" fill="none" stroke="{c}" stroke-width="{w}" stroke-linecap="round"/>'
def bows(pts,a='var(--i-kite,#d8402f)',k=7):
    return ''.join(f'<path d="M{n(x)} {n(y)}l{-k} {-k*.6:.0f}v{k*1.2:.0f}zl{k} {-k*.6:.0f}v{k*1.2:.0f}z" fill="{a}"/>' for x,y in pts)
