import { post } from "./api.js";
import { Modal } from "./modal.js";

/** The stack of modals that one person has open, at most three deep as in Slack. */
export class OpenModals {
  constructor() {
    this.open_ = new Map();
  }

  /** Does nothing for a view that is open already: after a reconnect the state names it again. */
  open(view, user, reader) {
    if (this.open_.has(view.id)) return;
    const modal = new Modal(view, {
      reader,
      on_submit: (values) => post("view_submission", { user, view_id: view.id, values }),
      on_dismiss: () => {
        this.open_.delete(view.id);
        post("view_closed", { user, view_id: view.id });
      },
    });
    this.open_.set(view.id, { modal, root: view.root_view_id });
  }

  update(view) {
    this.open_.get(view.id)?.modal.update(view);
  }

  show_errors(view_id, errors) {
    this.open_.get(view_id)?.modal.show_errors(errors);
  }

  /** With the root of a stack everything above it goes, too. */
  close(view_id) {
    for (const [id, { modal, root }] of [...this.open_].reverse()) {
      if (id !== view_id && root !== view_id) continue;
      this.open_.delete(id);
      modal.close();
    }
  }

  close_all() {
    for (const { modal } of [...this.open_.values()].reverse()) modal.close();
    this.open_.clear();
  }
}
