//! Every page that is opened and not sent, with a case in its address where it takes one.

use redress_api::pages::{Use, Who, table};

/// A draft's page, which is of the visitor's own; and the pages of a sign-in, which send somebody on.
const NONE_OF_IT: [&str; 3] = ["/complain/{step}", "/staff/sign-in", "/staff/callback"];

/// The addresses of the pages: those for anybody too, or not.
pub fn of(case: &str, for_anybody: bool) -> Vec<String> {
    let shown = table().into_iter().filter(|page| {
        page.used != Use::Sent && !NONE_OF_IT.contains(&page.path) && (for_anybody || page.who != Who::Anybody)
    });
    let forms = ["add-document", "annotate-objection", "pause-deadline", "correct-record"];
    shown
        .flat_map(|page| match page.path.contains("{action}") {
            true => forms.iter().map(|form| page.path.replace("{action}", form)).collect(),
            false => vec![page.path.to_owned()],
        })
        .map(|path| path.replace("{complaint}", case).replace("{request}", "20001").replace("{operation}", "read_case"))
        .collect()
}

/// A page without the key of its form, and the number of a paper that may be added with it: both are made for one
/// showing.
pub fn without_keys(text: &str) -> String {
    let mut text = text.to_owned();
    for field in ["key", "document"] {
        let begins = format!("name=\"{field}\" value=\"");
        let (mut kept, mut rest) = (String::with_capacity(text.len()), text.as_str());
        while let Some((before, after)) = rest.split_once(&*begins) {
            kept += before;
            rest = after.split_once('"').map_or("", |(_, after)| after);
        }
        text = kept + rest;
    }
    text
}
