"""The public names for type checkers; written by ``make names``."""

from typing import Literal

from cpr_docs.batch.bind_batch import pack_batch as pack_batch
from cpr_docs.batch.bind_batch import print_batch as print_batch
from cpr_docs.batch.plan import BatchPlan as BatchPlan
from cpr_docs.batch.plan import BatchSummary as BatchSummary
from cpr_docs.batch.row_renderer import BatchOutcome as BatchOutcome
from cpr_docs.documents.build_templates import build_templates as build_templates
from cpr_docs.documents.document import Document as Document
from cpr_docs.documents.never_print import NeverPrint as NeverPrint
from cpr_docs.documents.render import Renderer as Renderer
from cpr_docs.documents.settings import Settings as Settings
from cpr_docs.envelopes.bound import Bound as Bound
from cpr_docs.envelopes.run_item import RunItem as RunItem
from cpr_docs.errors import ConversionFailed as ConversionFailed
from cpr_docs.errors import CprDocsError as CprDocsError
from cpr_docs.errors import DataError as DataError
from cpr_docs.errors import DocumentProblem as DocumentProblem
from cpr_docs.errors import ForbiddenWords as ForbiddenWords
from cpr_docs.errors import InvalidForm as InvalidForm
from cpr_docs.errors import InvalidTable as InvalidTable
from cpr_docs.errors import InvalidTerms as InvalidTerms
from cpr_docs.errors import MissingLanguage as MissingLanguage
from cpr_docs.errors import NotPublished as NotPublished
from cpr_docs.errors import NotReadable as NotReadable
from cpr_docs.errors import OfficeFailed as OfficeFailed
from cpr_docs.errors import OfficeNotFound as OfficeNotFound
from cpr_docs.errors import OutputError as OutputError
from cpr_docs.errors import OutputExists as OutputExists
from cpr_docs.errors import PackageError as PackageError
from cpr_docs.errors import PackRefused as PackRefused
from cpr_docs.errors import PdfError as PdfError
from cpr_docs.errors import Problem as Problem
from cpr_docs.errors import ReferenceRefused as ReferenceRefused
from cpr_docs.errors import RenderError as RenderError
from cpr_docs.errors import StaleDocument as StaleDocument
from cpr_docs.errors import StaleFiles as StaleFiles
from cpr_docs.errors import StalePlace as StalePlace
from cpr_docs.errors import Stray as Stray
from cpr_docs.errors import StrayWords as StrayWords
from cpr_docs.errors import TableProblem as TableProblem
from cpr_docs.errors import TemplateError as TemplateError
from cpr_docs.errors import TemplateNotFound as TemplateNotFound
from cpr_docs.errors import TemplateProblem as TemplateProblem
from cpr_docs.errors import TranslationRefused as TranslationRefused
from cpr_docs.errors import UnknownForm as UnknownForm
from cpr_docs.evaluations.answered_forms import NotCounted as NotCounted
from cpr_docs.evaluations.answered_forms import Return as Return
from cpr_docs.evaluations.collate import Collation as Collation
from cpr_docs.guidance.evaluation_form.model import Evaluation as Evaluation
from cpr_docs.guidance.evaluation_form.model import EvaluationForm as EvaluationForm
from cpr_docs.guidance.evaluation_form.model import ObjectivesMet as ObjectivesMet
from cpr_docs.guidance.evaluation_form.model import Rating as Rating
from cpr_docs.guidance.invitation_letter.model import EventSession as EventSession
from cpr_docs.guidance.invitation_letter.model import ExtendedInvitationLetter as ExtendedInvitationLetter
from cpr_docs.guidance.invitation_letter.model import Facilitator as Facilitator
from cpr_docs.guidance.invitation_letter.model import InvitationLetter as InvitationLetter
from cpr_docs.guidance.invitation_letter.model import LanguageWanted as LanguageWanted
from cpr_docs.guidance.invitation_letter.model import Reply as Reply
from cpr_docs.guidance.invitation_letter.model import SessionReply as SessionReply
from cpr_docs.guidance.parts.agencies import AgenciesAsked as AgenciesAsked
from cpr_docs.guidance.parts.agencies import AgenciesInvolved as AgenciesInvolved
from cpr_docs.guidance.parts.agencies import Agency as Agency
from cpr_docs.guidance.parts.agencies import AgencyInvolved as AgencyInvolved
from cpr_docs.guidance.parts.agencies import AgencyRef as AgencyRef
from cpr_docs.guidance.parts.agencies import Circulation as Circulation
from cpr_docs.guidance.parts.agencies import FurtherAgency as FurtherAgency
from cpr_docs.guidance.parts.agencies import Inspectorates as Inspectorates
from cpr_docs.guidance.parts.agencies import WelshGovernmentUse as WelshGovernmentUse
from cpr_docs.guidance.parts.case_facts import Abuse as Abuse
from cpr_docs.guidance.parts.case_facts import CaseFacts as CaseFacts
from cpr_docs.guidance.parts.letter import Enclosure as Enclosure
from cpr_docs.guidance.parts.letter import Letter as Letter
from cpr_docs.guidance.parts.letter import Recipient as Recipient
from cpr_docs.guidance.parts.letter import Signatory as Signatory
from cpr_docs.guidance.parts.review import AdditionalQuestion as AdditionalQuestion
from cpr_docs.guidance.parts.review import CaseIssue as CaseIssue
from cpr_docs.guidance.parts.review import NamedPerson as NamedPerson
from cpr_docs.guidance.parts.review import PeriodBand as PeriodBand
from cpr_docs.guidance.parts.review import Person as Person
from cpr_docs.guidance.parts.review import ReviewPeriod as ReviewPeriod
from cpr_docs.guidance.recommendation.model import Agreement as Agreement
from cpr_docs.guidance.recommendation.model import ExtendedRecommendation as ExtendedRecommendation
from cpr_docs.guidance.recommendation.model import Outcome as Outcome
from cpr_docs.guidance.recommendation.model import Rationale as Rationale
from cpr_docs.guidance.recommendation.model import Recommendation as Recommendation
from cpr_docs.guidance.report.model import Arrangements as Arrangements
from cpr_docs.guidance.report.model import ConciseReport as ConciseReport
from cpr_docs.guidance.report.model import Criterion as Criterion
from cpr_docs.guidance.report.model import ExtendedReport as ExtendedReport
from cpr_docs.guidance.report.model import LearningKind as LearningKind
from cpr_docs.guidance.report.model import LearningPoint as LearningPoint
from cpr_docs.guidance.report.model import PracticeIssue as PracticeIssue
from cpr_docs.guidance.report.model import Report as Report
from cpr_docs.guidance.report.model import ReportReviewer as ReportReviewer
from cpr_docs.guidance.report.model import TimelineEvent as TimelineEvent
from cpr_docs.guidance.terms_of_reference.model import Amendment as Amendment
from cpr_docs.guidance.terms_of_reference.model import ChairOfPanel as ChairOfPanel
from cpr_docs.guidance.terms_of_reference.model import ConciseTermsOfReference as ConciseTermsOfReference
from cpr_docs.guidance.terms_of_reference.model import ExtendedTerms as ExtendedTerms
from cpr_docs.guidance.terms_of_reference.model import ExtendedTermsOfReference as ExtendedTermsOfReference
from cpr_docs.guidance.terms_of_reference.model import KeyDates as KeyDates
from cpr_docs.guidance.terms_of_reference.model import PanelMember as PanelMember
from cpr_docs.guidance.terms_of_reference.model import Terms as Terms
from cpr_docs.guidance.terms_of_reference.model import TermsOfReference as TermsOfReference
from cpr_docs.language.catalogue import Both as Both
from cpr_docs.language.languages import Language as Language
from cpr_docs.language.pair.mentions import PairKind as PairKind
from cpr_docs.library import Library as Library
from cpr_docs.library import check as check
from cpr_docs.library import check_batch as check_batch
from cpr_docs.library import collate as collate
from cpr_docs.library import compare as compare
from cpr_docs.library import example_table as example_table
from cpr_docs.library import pack as pack
from cpr_docs.library import print_run as print_run
from cpr_docs.library import read as read
from cpr_docs.library import read_draft as read_draft
from cpr_docs.library import refresh as refresh
from cpr_docs.library import render as render
from cpr_docs.library import rows as rows
from cpr_docs.library import table_template as table_template
from cpr_docs.library import write_table as write_table
from cpr_docs.models.check_pair import check_pair as check_pair
from cpr_docs.models.describe_fields import FieldDescription as FieldDescription
from cpr_docs.models.describe_fields import FieldOption as FieldOption
from cpr_docs.models.describe_fields import fields as fields
from cpr_docs.models.draft import Draft as Draft
from cpr_docs.models.draft import blank as blank
from cpr_docs.models.examples import example as example
from cpr_docs.models.field_types import ReviewType as ReviewType
from cpr_docs.models.fields import Kind as Kind
from cpr_docs.models.form import AnyForm as AnyForm
from cpr_docs.models.form import CaseForm as CaseForm
from cpr_docs.models.form import Form as Form
from cpr_docs.models.pair_finding import PairFinding as PairFinding
from cpr_docs.models.purpose import Purpose as Purpose
from cpr_docs.models.registry import FormDescription as FormDescription
from cpr_docs.models.registry import forms as forms
from cpr_docs.pdf.convert.converter import Conversion as Conversion
from cpr_docs.pdf.convert.converter import Converter as Converter
from cpr_docs.pdf.convert.office import Office as Office
from cpr_docs.pdf.merge.loss import Loss as Loss
from cpr_docs.progress import Progress as Progress
from cpr_docs.reading.result import Change as Change
from cpr_docs.reading.result import ChangeKind as ChangeKind
from cpr_docs.reading.result import FieldConflict as FieldConflict
from cpr_docs.reading.result import Reading as Reading
from cpr_docs.templating.checking.template_findings import TemplateFinding as TemplateFinding
from cpr_docs.translation.exchange import TextStatus as TextStatus
from cpr_docs.translation.exchange import export_translation as export_translation
from cpr_docs.translation.exchange import import_translation as import_translation
from cpr_docs.translation.exchange import translation_status as translation_status
from cpr_docs.translation.glossary_table import glossary_csv as glossary_csv
from cpr_docs.translation.merge_translation import Translation as Translation
from cpr_docs.translation.merge_translation import TranslatorComment as TranslatorComment
from cpr_docs.translation.texts import TranslationState as TranslationState

__all__: list[str]
__version__: str

class ConciseEvaluationForm(EvaluationForm):
    review_type: Literal[ReviewType.CONCISE]

class ExtendedEvaluationForm(EvaluationForm):
    review_type: Literal[ReviewType.EXTENDED]

class ConciseInvitationLetter(InvitationLetter):
    review_type: Literal[ReviewType.CONCISE]

class ConciseRecommendation(Recommendation):
    review_type: Literal[ReviewType.CONCISE]
