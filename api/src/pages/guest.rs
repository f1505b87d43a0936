//! Who a page is made for: in which language, and as whom they act.

use crate::app::App;
use crate::asked;
use crate::caller;
use crate::files::File;
use crate::form;
use crate::problem::{Kind, Problem};
use crate::words::{self, Words};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_domain::clock::civil_date;
use redress_domain::{AccessId, Action, Actor, Body, ComplaintId, Urn, policy};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

/// What every page says around its own part.
#[derive(Debug, Clone)]
pub struct Frame {
    t: Words,
    around: Words,
    /// As whom somebody acts: their role, and for which body.
    pub acting: Option<(String, String)>,
    /// Whether they are on the family's side.
    pub family: bool,
    /// Whether the demo's page is there.
    pub demo: bool,
    /// The page's address, for the links to other languages.
    pub here: String,
}

impl Deref for Frame {
    type Target = Words;
    fn deref(&self) -> &Words {
        &self.t
    }
}

impl Frame {
    /// As whom somebody acts, in a sentence.
    #[must_use]
    pub fn acts_as(&self, role: &str, body: &str) -> String {
        self.t.beyond_the_form().fill("acting", &[("role", role.to_owned()), ("body", body.to_owned())])
    }

    /// The words around the page's own part: those of the language that was chosen, which the page itself
    /// may not be written in.
    #[must_use]
    pub fn around(&self) -> Words {
        self.around
    }
}

/// A visitor of a page.
#[derive(Debug)]
pub struct Guest {
    /// The service.
    pub app: App,
    /// In which words they are spoken to.
    pub t: Words,
    /// The language they chose; another one, where that is written for the public form alone.
    pub chosen: Words,
    /// Who they are, if their cookie says.
    pub actor: Option<Actor>,
    /// Through which access they came, on the family's side.
    pub access: Option<AccessId>,
    /// The headers.
    pub headers: HeaderMap,
    /// What follows the `?`.
    pub query: BTreeMap<String, String>,
    path: BTreeMap<String, String>,
    here: String,
}

/// The language of a request.
pub(super) fn words_of(parts: &Parts) -> Words {
    let query = parts.uri.query().unwrap_or_default();
    let asked = form::pairs_of(query.as_bytes()).into_iter().find(|(name, _)| name == "lang").map(|(_, tag)| tag);
    let chosen = caller::cookie(&parts.headers, words::COOKIE_NAME);
    let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Words::wanted(asked.as_deref(), chosen, accepted)
}

impl FromRequestParts<App> for Guest {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let caller = caller::of_cookie(app, &parts.headers).await;
        let (actor, access) = caller.map_or((None, None), |caller| (Some(caller.actor), caller.access));
        let query = form::pairs_of(parts.uri.query().unwrap_or_default().as_bytes()).into_iter().collect();
        let t = words_of(parts).beyond_the_form();
        Ok(Self {
            app: app.clone(),
            t: actor.as_ref().map_or(t, |actor| t.to(actor)),
            chosen: words_of(parts),
            actor,
            access,
            headers: parts.headers.clone(),
            query,
            path: asked::path(parts).await,
            here: parts.uri.path().to_owned(),
        })
    }
}

impl Guest {
    /// The same visitor on a page of the public form, which every language is written for.
    #[must_use]
    pub fn on_the_form(self) -> Self {
        Self { t: self.chosen, ..self }
    }

    /// A part of the path.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// What follows the `?` under a name; empty where it is missing.
    #[must_use]
    pub fn asked(&self, name: &str) -> &str {
        self.query.get(name).map_or("", |text| text.trim())
    }

    /// Who they are.
    ///
    /// # Errors
    /// They have not said so.
    pub fn signed(&self) -> Result<&Actor, Problem> {
        self.actor.as_ref().ok_or_else(|| Kind::NotSignedIn.into())
    }

    /// The school that a page is about: the one that is asked for by its number, or the visitor's own.
    ///
    /// # Errors
    /// Nobody is signed in, or there is none.
    pub fn school(&self) -> Result<Urn, Problem> {
        let own = match self.signed()?.body {
            Body::School(urn) => Some(urn),
            _ => None,
        };
        let asked = self.asked("school");
        let named = if asked.is_empty() { own } else { asked.parse().ok().map(Urn) };
        named.ok_or_else(|| Kind::NotFound.into())
    }

    /// Today in London.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        civil_date(self.app.clock.now())
    }

    /// The file the path names, if this visitor may do this with it. A hidden case is a missing one.
    ///
    /// # Errors
    /// There is none that they may see.
    pub async fn file(&self, action: Action) -> Result<(Arc<File>, &Actor), Problem> {
        let hidden = || Problem::from(Kind::NotFound);
        let id: ComplaintId = asked::complaint_id(&self.app, &self.path).await.map_err(|_| hidden())?;
        let actor = self.actor.as_ref().ok_or_else(hidden)?;
        let file = self.app.store.file(id).await?;
        if file.version == 0 {
            return Err(hidden());
        }
        policy::allow(actor, action, &file.complaint.facts).map_err(|_| hidden())?;
        Ok((file.told_to(actor), actor))
    }

    /// What the page says around its own part.
    ///
    /// # Errors
    /// The database fails.
    pub async fn frame(&self) -> Result<Frame, Problem> {
        let acting = match &self.actor {
            Some(actor) => {
                let t = self.t.beyond_the_form();
                Some((t.say(&format!("role-{}", actor.role.name())), body(&self.app, t, actor.body).await?))
            }
            None => None,
        };
        Ok(Frame {
            t: self.t,
            around: self.chosen,
            acting,
            family: self.actor.as_ref().is_none_or(|actor| actor.body == Body::Family),
            demo: self.app.demo.is_some(),
            here: self.here.clone(),
        })
    }
}

/// A body's name, for people.
pub(super) async fn body(app: &App, t: Words, body: Body) -> Result<String, Problem> {
    Ok(match body {
        Body::School(urn) => app.store.school(urn).await?.map_or_else(|| urn.to_string(), |entry| entry.name),
        Body::Authority(code) => {
            let schools = app.store.schools("", Some(code.0), 1).await?;
            let name = schools.first().map_or("", |entry| entry.authority_name.as_str()).to_owned();
            t.fill("body-authority", &[("name", name), ("code", code.0.to_string())])
        }
        Body::Family => t.say("body-family"),
        Body::Ombudsman => t.say("body-ombudsman"),
        Body::Department => t.say("body-department"),
        Body::Service => t.say("body-service"),
    })
}

/// A page as an answer.
pub(super) fn html(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let text = page.render().map_err(Problem::internal)?;
    Ok((status, [(CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response())
}

/// The words of a page, when nothing is wrong with the request.
pub(super) type Answer = Result<Response, Problem>;
