css=open('/tmp/design/all.css').read()
I='/work/main/static/illustrations/'
o=''
for k,a in(('home',''),('children','data-a="children"'),('policy-makers','data-a="policy-makers"'),('industry','data-a="industry"'),('parents-educators','data-a="parents"'),('under-9','data-a=children data-band="under-9"'),('9-12','data-a=children data-band="9-12"'),('13-18','data-a=children data-band="13-18"'),('lost',''),('calm','')):
    o+=f'<div {a} style="background:var(--sky);display:inline-block;width:{48 if k not in ("industry","lost","calm") else 30}%;margin:4px">'+open(I+k+'.svg').read()+'</div>'
for k in('policy-makers','industry','parents','educators','core'): o+=f'<div data-a="{k}" style="background:var(--sky);display:inline-block;width:120px">'+open(I+'foot-'+k+'.svg').read()+open(I+('kite-'+k if k!='core' else 'kite-mark')+'.svg').read()+'</div>'
open('prev.html','w').write('<meta charset=utf-8><style>'+css+'</style><style>body{display:block}svg{width:100%}[data-a]{--i-near:var(--ground);--i-string:var(--string)}</style>'+o)
