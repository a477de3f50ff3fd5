// Beside the choice of a drawing: the drawing, and the way to all of them.
const { Controller } = window.StimulusModule

window.wagtail.app.register('cop-drawing', class extends Controller {
  static values = { folder: String, all: String }

  connect () {
    this.image = Object.assign(document.createElement('img'), { alt: '', width: 120, height: 90 })
    this.link = Object.assign(document.createElement('a'), { href: this.folderValue, target: '_blank', textContent: this.allValue })
    this.box = document.createElement('p')
    this.box.className = 'cop-drawing'
    this.box.append(this.image, this.link)
    this.element.after(this.box)
    this.show = () => {
      this.image.hidden = !this.element.value
      if (this.element.value) this.image.src = `${this.folderValue}${this.element.value}.svg`
    }
    this.element.addEventListener('change', this.show)
    // A block that comes with the page gets its value only after it has been put into it.
    setTimeout(this.show)
  }

  disconnect () {
    this.element.removeEventListener('change', this.show)
    this.box.remove()
  }
})
