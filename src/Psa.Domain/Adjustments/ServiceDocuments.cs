using System.Linq;
using Psa.Sellers;

namespace Psa.Adjustments;

/// <summary>Rules of service documents (R-SERVICE-DOCUMENT).</summary>
internal static class ServiceDocuments
{
    /// <summary>The kind that is there from the start.</summary>
    internal static readonly ServiceKind NonBillable = new(ServiceDocument.NonBillable, "Non-billable service issue");

    /// <summary>Finds a kind.</summary>
    /// <param name="settings">The tenant's settings.</param>
    /// <param name="code">Its code; <see langword="null"/> for the one that is there from the start.</param>
    /// <exception cref="RuleViolationException"><c>service_document.unknown_kind</c>.</exception>
    internal static ServiceKind KindOf(TenantSettings settings, string? code) =>
        code is null || code == ServiceDocument.NonBillable ? NonBillable
        : settings.ServiceKinds.AsEnumerable().FirstOrDefault(kind => kind.Code == code)
            ?? throw new RuleViolationException(AdjustmentErrors.UnknownKind, $"The settings name no kind of service document '{code}': name it there, or choose another.").At(nameof(NewServiceDocument.Kind));

    /// <summary>Refuses kinds without a code and a name of their own.</summary>
    /// <exception cref="RuleViolationException"><c>settings.bad_service_kind</c>.</exception>
    internal static void RequireKinds(TenantSettings settings)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { ServiceDocument.NonBillable, AdjustmentLine.ContractInvoice, AdjustmentLine.Time, AdjustmentLine.Goods };
        for (var i = 0; i < settings.ServiceKinds.Count; i++)
        {
            var kind = settings.ServiceKinds[i];
            if (kind.Code.Length == 0 || kind.Name.Length == 0 || !codes.Add(kind.Code))
            {
                throw new RuleViolationException(SellerErrors.BadServiceKind, $"Give each kind of service document a code of its own, none that is there from the start, and a name.", settings.Id.Value)
                    .At(FormattableString.Invariant($"{nameof(settings.ServiceKinds)}[{i}]"));
            }
        }
    }

    /// <summary>Refuses what isn't a draft any more.</summary>
    /// <exception cref="RuleViolationException"><c>service_document.not_editable</c>.</exception>
    internal static void RequireEditable(this ServiceDocument document)
    {
        if (document.Status != ServiceDocumentStatus.Draft)
        {
            throw new RuleViolationException(AdjustmentErrors.NotEditable, $"The document is {document.Status.Name}: cancel it, and write another.", document.Id.Value);
        }
    }

    /// <summary>Refuses lines that can't be compared.</summary>
    /// <exception cref="RuleViolationException"><c>service_document.line_missing</c>, <c>service_document.bad_line</c>.</exception>
    internal static void Require(ValueList<ServiceLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, where) = (lines[i], FormattableString.Invariant($"Lines[{i}]"));
            if (line.Product is null && string.IsNullOrEmpty(line.Text))
            {
                throw new RuleViolationException(AdjustmentErrors.LineMissing, "Say what was done, or choose a product.").At(where);
            }

            if (line.Quantity.Scale > Decimals.OfQuantities || line.Price is { Amount: < 0m })
            {
                throw new RuleViolationException(AdjustmentErrors.BadLine, $"A quantity has at most {Decimals.OfQuantities} decimals, and a price isn't below zero: a quantity below zero takes back.").At(where);
            }
        }
    }

    /// <summary>Issues a draft.</summary>
    /// <exception cref="RuleViolationException"><c>service_document.line_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    internal static ServiceDocument Issue(this ServiceDocument document, Access.Actor actor)
    {
        var status = ServiceDocumentLifecycle.Table.Next(document.Status, ServiceDocumentAction.Issue, actor, document.Id.Value);
        return document.Lines.IsEmpty
            ? throw new RuleViolationException(AdjustmentErrors.LineMissing, "The document has no line: write one, or cancel it.", document.Id.Value)
            : document with { Status = status };
    }

    /// <summary>Cancels a document.</summary>
    /// <exception cref="RuleViolationException"><c>adjustment.reason_missing</c>; <c>lifecycle.not_allowed</c>.</exception>
    internal static ServiceDocument Cancel(this ServiceDocument document, string reason, Access.Actor actor) => string.IsNullOrWhiteSpace(reason)
        ? throw new RuleViolationException(AdjustmentErrors.ReasonMissing, "Say why the document is canceled.", document.Id.Value).At("Reason")
        : document with { Status = ServiceDocumentLifecycle.Table.Next(document.Status, ServiceDocumentAction.Cancel, actor, document.Id.Value), CancelReason = reason.Trim() };
}
