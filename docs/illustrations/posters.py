"""The campaign kit: a poster for each rule of the challenge, square, story and A4.

    python posters.py [language]      reads content/words/<language>/pages/CH-9.yaml

SVG sources go to docs/illustrations/campaign/<language>/, pictures (PNG) and sheets (PDF) to static/campaign/<language>/.
Needs Chromium (Playwright) and Pillow, both of the development set. Square and story are the blue hour, for screens;
A4 is ink on white, so that a school's printer in black and white does it justice.
"""
import re,sys,base64
from html import escape
from pathlib import Path
import yaml
from PIL import Image
from playwright.sync_api import sync_playwright
from kit import kite
HERE=Path(__file__).parent; ROOT=HERE.parent.parent; S=ROOT/'static'
LANG=sys.argv[1] if len(sys.argv)>1 else 'en'; RTL=LANG in('ar','fa','ur','he')
NOTE={'en':'Rule {n} of 8','fr':'Règle {n} sur 8','ar':'القاعدة {n} من 8'}
KITES=('mark','mid','under9','parents','policy','teen','mark','mid')
# what the kite and the ground look like: (kite, second colour)
PAIR=(('#ff6f61','#ffd25e'),('#2fb8a8','#ffd25e'),('#ffd25e','#ff6f61'),('#8fb7ff','#ff6f61'),('#ff6f61','#f5f1ff'),('#2fb8a8','#f5f1ff'),('#ffd25e','#8fb7ff'),('#8fb7ff','#ffd25e'))
def tokens(band):
    css=(S/'css/10-tokens.css').read_text(); v={}
    for sel,body in re.findall(r'([^{}]+)\{([^{}]*)\}',css):
        sel=sel.strip().split('\n')[-1].strip()
        if sel.endswith(':root') or f'[data-band="{band}"]' in sel: v.update(re.findall(r'(--[\w-]+):\s*([^;]+);',body))
    for _ in range(3):
        for k in v: v[k]=re.sub(r'var\((--[\w-]+)\)',lambda m:v.get(m.group(1),m.group(0)),v[k])
    return v
NIGHT=tokens('13-18'); DAY=tokens('9-12')|{'--i-kite':'#d8402f','--i-kite2':'#f4b52e'}
def flat(s,v): return re.sub(r'var\((--[\w-]+)(?:,[^)]*)?\)',lambda m:v.get(m.group(1),'#000'),s)
def drawing(name,v,x,y,w):
    s=flat((S/f'illustrations/{name}.svg').read_text(),v); vb=re.search(r'viewBox="([^"]+)"',s).group(1); a,b,c,d=map(float,vb.split()); inner=re.sub(r'^<svg[^>]*>|</svg>$','',s.strip())
    k=w/c; return f'<g transform="translate({x+(w if RTL else 0):.0f} {y:.0f})scale({"-" if RTL else ""}{k:.3f} {k:.3f})">{inner}</g>', d*k
def wrap(measure,text,size,width,weight):
    lines=['']
    for word in text.split():
        t=(lines[-1]+' '+word).strip()
        if lines[-1] and measure(t,size,weight)>width: lines.append(word)
        else: lines[-1]=t
    return lines
def fit(measure,text,big,small,width,most):
    "the largest size at which the title has at most so many lines and no word is wider than the column"
    for size in range(big,small,-4):
        if max(measure(w,size,700) for w in text.split())<=width and len(wrap(measure,text,size,width,700))<=most: return size
    return small
def block(lines,x,y,size,fill,head,lead):
    a=f'font-family="COP Head, sans-serif" font-weight="700"' if head else 'font-family="system-ui, Noto Sans, Noto Sans Arabic, sans-serif"'
    if RTL: a+=' direction="rtl"'
    return ''.join(f'<text x="{x}" y="{y+i*size*lead:.0f}" font-size="{size}" fill="{fill}" {a}>{escape(l)}</text>' for i,l in enumerate(lines)), y+(len(lines)-1)*size*lead
def short(text,least=30):
    "as many first sentences as make one thought"
    out=''
    for one in re.split(r'(?<=[.؟!?])\s',text):
        out=(out+' '+one).strip()
        if len(out)>=least: break
    return out
def poster(measure,i,card,form,less=0):
    W,H={'square':(1080,1080),'story':(1080,1920),'a4':(1240,1754)}[form]; day=form=='a4'; v=DAY if day else NIGHT
    ink,soft,bg,string=('#161a26','#474d5f','#ffffff','#3a4256') if day else ('#f5f1ff','#d9c8ff',v['--sky'],v['--string'])
    col={'square':210,'story':210,'a4':250}[form]; pad=80; width=W-col-pad; X=lambda x: W-x if RTL else x
    ka,kb=PAIR[i] if not day else ('#d8402f','#f4b52e')
    top={'square':150,'story':330,'a4':190}[form]
    size=fit(measure,card['title'],*{'square':(124,72),'story':(136,84),'a4':(136,84)}[form],width,3)-less
    note=NOTE.get(LANG,NOTE['en']).format(n=i+1); b=f'<rect width="{W}" height="{H}" fill="{bg}"/>'
    ground=H-{'square':70,'story':250,'a4':120}[form]
    dw={'square':470,'story':800,'a4':880}[form]; d,dh=drawing(card['drawing'],v,(W-pad-dw if not RTL else pad) if form!='story' else (W-dw)/2+60,ground-{'square':470,'story':800,'a4':880}[form]*262/320,dw)
    if not day: b+=''.join(f'<path d="M{x} {ground-h}h{w}v{h}h-{w}z" fill="{v["--i-far"]}"/>' for x,w,h in((0,150,190),(150,120,110),(330,170,150),(560,90,90),(650,190,170),(880,200,120)))+''.join(f'<path d="M{x} {ground-y}h16v22h-16z" fill="#ffd25e"/>' for x,y in((30,160),(80,160),(30,110),(180,80),(360,120),(690,140),(740,100),(930,90)))
    b+=f'<rect y="{ground-14}" width="{W}" height="{H-ground+14}" fill="{v["--ground"] if not day else "#1a5229"}"/>'
    kx,ky,kk=X(col/2),top-30,{'square':70,'story':80,'a4':84}[form]*(.8 if KITES[i] in('under9','teen') else 1)
    b+=f'<path d="M{kx} {ky+kk*.6:.0f}C{kx} {H*.5:.0f} {X(col/2-40)} {H*.6:.0f} {X(col/2)} {ground-14}" fill="none" stroke="{string}" stroke-width="5"/>'
    b+=''.join(f'<path d="M{X(col/2-dx)} {y:.0f}l-16 -10v20zl16 -10v20z" fill="{ka}"/>' for dx,y in((6,H*.42),(18,H*.52)))+kite(KITES[i],kx,ky,kk,a=ka,b=kb)+d
    t,y=block([note],X(col),top-70,34,soft,True,1.2); b+=t
    t,y=block(wrap(measure,card['title'],size,width,700),X(col),top+size*.62,size,ink,True,1.04); b+=t
    text=card['text'] if form!='square' else short(card['text'])
    ts={'square':42,'story':46,'a4':52}[form]; t,y=block(wrap(measure,text,ts,width,400),X(col),y+ts*2.1,ts,ink,False,1.36); b+=t
    if y>ground-dh+(150 if form=='square' else 30) and less<48: return poster(measure,i,card,form,less+8)
    if less>=48: print('text meets drawing:',form,card['key'],round(y),round(ground-dh))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}">{b}</svg>',W,H
if __name__=='__main__':
    cards=[c for c in yaml.safe_load((ROOT/f'content/words/{LANG}/pages/CH-9.yaml').read_text('utf-8'))['cards']]
    src=HERE/'campaign'/LANG; out=S/'campaign'/LANG; src.mkdir(parents=True,exist_ok=True); out.mkdir(parents=True,exist_ok=True)
    face=''.join(f'@font-face{{font-family:"COP Head";font-weight:700;unicode-range:{r};src:url(data:font/woff2;base64,{base64.b64encode((S/f"fonts/head-{n}.woff2").read_bytes()).decode()})}}' for n,r in(('latin','U+20-7E,U+A0-FF,U+152-153,U+2010-2026'),('arabic','U+600-6FF')))
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path='/usr/bin/chromium',args=['--no-sandbox','--disable-gpu','--disable-quic']); g=b.new_page()
        g.set_content(f'<style>{face}</style><p style="font:700 20px COP Head">Ab ا</p>'); g.evaluate('document.fonts.ready')
        measure=lambda t,s,w: g.evaluate('([t,s,w])=>{const c=(window.c||(window.c=document.createElement("canvas").getContext("2d")));c.font=`${w} ${s}px ${w==700?"COP Head, sans-serif":"system-ui, Noto Sans, sans-serif"}`;return c.measureText(t).width}',[t,s,w])
        h=b.new_page()
        for i,card in enumerate(cards):
            for form in('square','story','a4'):
                svg,W,H=poster(measure,i,card,form); name=f'{card["key"]}-{form}'; (src/f'{name}.svg').write_text(svg,'utf-8')
                h.set_viewport_size(dict(width=W,height=H)); h.set_content(f'<style>{face}body{{margin:0}}svg{{display:block}}@page{{size:210mm 297mm;margin:0}}@media print{{svg{{width:210mm;height:296.9mm}}}}</style>{svg}'); h.evaluate('document.fonts.ready')
                h.screenshot(path=out/f'{name}.png'); Image.open(out/f'{name}.png').convert('RGB').quantize(96,dither=0).save(out/f'{name}.png',optimize=True)
                if form=='a4': h.pdf(path=out/f'{name}.pdf',print_background=True,prefer_css_page_size=True)
        b.close()
