//! The complaint: what may happen to it, stage by stage of its journey.

pub mod facts;
pub mod intake;
pub mod stage;
pub(crate) mod vocabulary;

use crate::actor::Stamp;
use crate::policy;
use crate::refused::Refused;
use crate::stream::{Kind, References, StreamId};
use facts::CaseFacts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

macro_rules! stages_of_journey {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $module:ident;)+) => {
        /// Something that happened to a complaint, by the stage of the journey it belongs to.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub enum Event { $($(#[$doc])* #[serde(rename = $text)] $name($module::Event)),+ }

        impl Event {
            /// The name of every event, stage by stage.
            pub const NAMES: &'static [&'static [&'static str]] = &[$($module::Event::NAMES),+];

            /// The event's name, as it is stored.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(event) => event.name()),+ }
            }

            /// The change this makes to what lists and policy know.
            pub(crate) fn touch(&self, facts: &mut CaseFacts) {
                match self { $(Self::$name(event) => event.touch(facts)),+ }
            }

            fn apply(&self, file: &mut Complaint) {
                match self { $(Self::$name(event) => event.apply(file)),+ }
            }
        }

        $(impl From<$module::Event> for Event {
            fn from(event: $module::Event) -> Self {
                Self::$name(event)
            }
        })+
    };
}

stages_of_journey! {
    /// Being received.
    Intake = "intake", intake;
}

/// One kind of command: when it is open, and what follows from it.
pub trait Ask: Clone + std::fmt::Debug + Serialize + DeserializeOwned + JsonSchema + Into<Command> {
    /// Its row in the list of actions.
    const ACTION: Action;

    /// Whether this could be done now, whatever the particulars.
    ///
    /// # Errors
    /// The reason why it could not.
    fn ready(file: &Complaint, now: &Moment<'_>) -> Result<(), Refused>;

    /// What follows.
    ///
    /// # Errors
    /// The reason why it is refused.
    fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<Event>, Refused>;
}

/// The world at the time of a command.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// When, by whom.
    pub stamp: &'a Stamp,
    /// The civil day in London.
    pub today: jiff::civil::Date,
    /// Other streams.
    pub references: &'a References<'a>,
}

macro_rules! actions {
    (questions { $($(#[$qdoc:meta])* $question:ident = $qtext:literal;)+ }
     commands { $($(#[$doc:meta])* $module:ident::$name:ident = $text:literal, $summary:literal;)+ }) => {
        /// Everything that can be done with a complaint: the vocabulary of the policy and of the API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Action {
            $($(#[$qdoc])* #[serde(rename = $qtext)] $question,)+
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Action {
            /// The questions that can be asked of a complaint.
            pub const QUESTIONS: &'static [Self] = &[$(Self::$question),+];
            /// The commands that can be given to one.
            pub const COMMANDS: &'static [Self] = &[$(Self::$name),+];

            /// The action's one name; with hyphens it is the last part of its address.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$question => $qtext,)+ $(Self::$name => $text),+ }
            }

            /// What it does, in one line.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$question => concat!("Read: ", $qtext),)+ $(Self::$name => $summary),+ }
            }

            fn ready(self, file: &Complaint, now: &Moment<'_>) -> Result<(), Refused> {
                match self { $(Self::$question => Ok(()),)+ $(Self::$name => $module::$name::ready(file, now)),+ }
            }
        }

        /// A command to a complaint.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Command { $($(#[$doc])* $name($module::$name)),+ }

        impl Command {
            /// Its row in the list of actions.
            #[must_use]
            pub fn action(&self) -> Action {
                match self { $(Self::$name(_) => Action::$name),+ }
            }

            fn decide(&self, file: &Complaint, now: &Moment<'_>) -> Result<Vec<Event>, Refused> {
                match self { $(Self::$name(command) => command.decide(file, now)),+ }
            }
        }

        $(impl From<$module::$name> for Command {
            fn from(command: $module::$name) -> Self {
                Self::$name(command)
            }
        })+

        /// Runs a visitor over every kind of command, in the order of the list.
        pub fn each_command(visitor: &mut impl Visitor) {
            $(visitor.visit::<$module::$name>();)+
        }
    };
}

/// Something to be done for every kind of command: a route, a schema, a row of a table.
pub trait Visitor {
    /// Meets one kind of command.
    fn visit<C: Ask + Send + Sync + 'static>(&mut self);
}

actions! {
    questions {
        /// The case and its issues.
        ReadCase = "read_case";
        /// What happened, in words.
        ReadTimeline = "read_timeline";
        /// The events themselves.
        ReadEvents = "read_events";
        /// Who is who.
        ReadParties = "read_parties";
        /// The documents.
        ReadDocuments = "read_documents";
        /// The recommendations.
        ReadRecommendations = "read_recommendations";
        /// What is due.
        ReadDeadlines = "read_deadlines";
        /// What the caller may do now.
        ReadActions = "read_actions";
    }
    commands {
        /// C1.
        intake::SubmitComplaint = "submit_complaint", "Lodge a complaint";
        /// C5.
        intake::AcknowledgeComplaint = "acknowledge_complaint", "Acknowledge a complaint";
    }
}

impl Command {
    /// The command's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.action().name()
    }
}

/// One complaint, folded from its events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Complaint {
    /// What policy and lists know.
    pub facts: CaseFacts,
}

impl Complaint {
    /// What follows from a command: the one place where policy, stage and law are asked.
    ///
    /// # Errors
    /// The reason why it is refused; then nothing happened.
    pub fn decide(&self, command: &Command, stamp: &Stamp, references: &References<'_>) -> Result<Vec<Event>, Refused> {
        let now = Moment { stamp, today: jiff::civil::date(2011, 1, 1), references };
        let action = command.action();
        policy::allow(&stamp.actor, action, &self.facts)?;
        action.ready(self, &now)?;
        command.decide(self, &now)
    }

    /// Takes in what happened.
    pub fn evolve(&mut self, event: &Event) {
        self.facts.evolve(event);
        event.apply(self);
    }

    /// What this caller may do now, in the order of the journey.
    #[must_use]
    pub fn actions(&self, stamp: &Stamp, references: &References<'_>) -> Vec<Action> {
        let now = Moment { stamp, today: jiff::civil::date(2011, 1, 1), references };
        let open = |action: &Action| {
            policy::allow(&stamp.actor, *action, &self.facts).is_ok() && action.ready(self, &now).is_ok()
        };
        Action::COMMANDS.iter().copied().filter(open).collect()
    }

    /// The streams a command's decision looks at.
    #[must_use]
    pub fn needs(&self, command: &Command) -> Vec<StreamId> {
        let mut schools = self.facts.schools.clone();
        if let Command::SubmitComplaint(submit) = command {
            schools.push(submit.school);
        }
        schools.iter().map(|urn| StreamId::new(Kind::School, urn)).collect()
    }
}
