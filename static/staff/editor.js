// The form's idea of the version it was made from follows its own autosaves. Without this, saving after an autosave
// would look like a save over somebody else's version (see common/stale.py).
let saving = false
let waiting = null

function done () {
  saving = false
  if (!waiting) return
  const { form, submitter } = waiting
  waiting = null
  if (submitter?.name) {
    // By now the pressed button is disabled, and a disabled button is not posted: “Publish” would become “Save”.
    const pressed = Object.assign(document.createElement('input'), { type: 'hidden', name: submitter.name, value: submitter.value })
    form.append(pressed)
  }
  form.requestSubmit()
}

document.addEventListener('w-autosave:save', (event) => {
  saving = !event.defaultPrevented
})

document.addEventListener('w-autosave:success', (event) => {
  const { revision_id: id, revision_created_at: created } = event.detail.data || {}
  for (const [name, value] of [['loaded_revision_id', id], ['loaded_revision_created_at', created]]) {
    const input = document.querySelector(`[data-edit-form] [name="${name}"]`)
    if (input && value) input.value = value
  }
  done()
})

document.addEventListener('w-autosave:error', done)

// A press on Save while an autosave is under way waits for it: two saves at once would refuse each other.
document.addEventListener('submit', (event) => {
  if (!saving || !event.target.matches('[data-edit-form]')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  waiting = { form: event.target, submitter: event.submitter }
}, true)
