//! What the school asks a family while it looks into a complaint, and what the family answers. No clock runs for
//! either: whoever needs time for it stops or moves the school's own, with the reason.

use super::facts::CaseFacts;
use super::school::at_school;
use super::vocabulary::{command, events};
use super::{Action, Ask, Complaint, Moment, Outcome};
use crate::held::Held;
use crate::ids::{PersonId, QuestionNo};
use crate::refused::Refused;
use serde::{Deserialize, Serialize};

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its number among those of whom it was put to, from 1: another parent's would tell of them.
    pub number: QuestionNo,
    /// The complainant whom it was put to.
    pub person: PersonId,
    /// Whether an answer came.
    pub answered: bool,
}

/// The questions that were put to a family.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Questions(pub Vec<Question>);

impl Questions {
    /// Those that wait for an answer.
    pub fn open(&self) -> impl Iterator<Item = &Question> {
        self.0.iter().filter(|one| !one.answered)
    }
}

events! {
    /// What passes between the school and a family.
    pub enum Event {
        /// The school asked something.
        QuestionAsked = "question_asked" {
            /// Which of this person's.
            number: QuestionNo,
            /// The complainant whom it was put to.
            person: PersonId,
            /// What was asked.
            question: Held,
        },
        /// The family answered.
        QuestionAnswered = "question_answered" {
            /// Which of this person's.
            number: QuestionNo,
            /// The complainant whom it was put to.
            person: PersonId,
            /// What they say.
            answer: Held,
        },
    }
}

impl Event {
    pub(super) fn touch(&self, _: &mut CaseFacts) {
        match self {
            Self::QuestionAsked { .. } | Self::QuestionAnswered { .. } => {}
        }
    }

    pub(super) fn apply(&self, file: &mut Complaint) {
        let questions = &mut file.questions.0;
        match self {
            Self::QuestionAsked { number, person, .. } => {
                questions.push(Question { number: *number, person: *person, answered: false });
            }
            Self::QuestionAnswered { number, person, .. } => {
                let this = questions.iter_mut().find(|one| one.number == *number && one.person == *person);
                if let Some(this) = this {
                    this.answered = true;
                }
            }
        }
    }
}

command! {
    /// Asks the family something, while the school looks into the complaint.
    pub struct AskFamily {
        /// Whom, where several complain.
        person: Option<PersonId>,
        /// What the school wants to know.
        question: Held,
    }
}

impl Ask for AskFamily {
    const ACTION: Action = Action::AskFamily;

    fn ready(file: &Complaint, _: &Moment<'_>) -> Result<(), Refused> {
        at_school(file, Self::ACTION)?;
        match file.pursuing().next() {
            Some(_) => Ok(()),
            None => Err(Refused::NotYet { needs: "somebody who goes on with the complaint and can be asked" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let mut pursuing = file.pursuing().map(|(person, _)| person);
        let person = match (self.person, pursuing.next(), pursuing.next()) {
            (Some(person), ..) if file.party(person)?.pursues() => person,
            (Some(_), ..) => return Err(Refused::NoSuchParty),
            (None, Some(only), None) => only,
            (None, ..) => return Err(Refused::Missing { field: "person", why: "of several, say whom you ask" }),
        };
        let most = usize::from(u8::MAX);
        let before = file.questions.0.iter().filter(|one| one.person == person).count();
        let number =
            u8::try_from(before + 1).map(QuestionNo).map_err(|_| Refused::TooMany { what: "questions", most })?;
        let asked = Event::QuestionAsked { number, person, question: self.question.clone() };
        Outcome::of(file, now).and(asked).done()
    }
}

command! {
    /// Answers something that the school asked.
    pub struct AnswerQuestion {
        /// Which question.
        number: QuestionNo,
        /// What you say.
        answer: Held,
    }
}

impl Ask for AnswerQuestion {
    const ACTION: Action = Action::AnswerQuestion;

    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
        match file.questions.open().any(|one| file.is_theirs(now, one.person)) {
            true => Ok(()),
            false => Err(Refused::NotYet { needs: "a question that waits for an answer" }),
        }
    }

    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<super::Event>, Refused> {
        let theirs = |one: &&Question| one.number == self.number && file.is_theirs(now, one.person);
        let known = file.questions.0.iter().find(theirs).ok_or(Refused::NoSuchItem { what: "question" })?;
        if known.answered {
            return Err(Refused::AlreadyDone { what: "this question has been answered" });
        }
        let answer = self.answer.clone();
        Outcome::of(file, now)
            .and(Event::QuestionAnswered { number: known.number, person: known.person, answer })
            .done()
    }
}
