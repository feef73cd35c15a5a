using Psa.Documents;
using Psa.Languages;

namespace Psa.SalesItems;

/// <summary>Says on a document what a line bills: the text of its part or product as people wrote it, and behind it why the line stands there.</summary>
internal static class LineText
{
    /// <summary>Puts a line in words: on the document its text says all.</summary>
    internal static DocumentLine In(DocumentLine line, Speaker speaker) =>
        line.Remark is null && line.Details.IsEmpty ? line : line with { Text = Of(line, speaker), Remark = null, Details = Details(line.Details, speaker) };

    internal static string Of(DocumentLine line, Speaker speaker)
    {
        if (line.Remark is not { } remark)
        {
            return line.Text;
        }

        var original = remark.Original is { } agreed ? $" ({speaker.Words.InsteadOf(Basis(agreed, speaker))})" : string.Empty;
        return Said(remark, speaker) is { Length: > 0 } said ? $"{line.Text}: {said}{original}" : line.Text + original;
    }

    private static string Said(LineRemark remark, Speaker speaker) => remark.Kind switch
    {
        LineRemarkKind.Lot => Basis(remark.After, speaker),
        LineRemarkKind.Overage => speaker.Words.Beyond(Basis(remark.After, speaker), Basis(remark.Before, speaker)),
        LineRemarkKind.Change => Change(remark, speaker),
        LineRemarkKind.Correction => remark is { Before: null, After: null } ? speaker.Words.Correction : $"{speaker.Words.Correction}, {Change(remark, speaker)}",
        LineRemarkKind.Decision => remark.Reason is { } reason ? $"{speaker.Words.Decision}, {reason}" : speaker.Words.Decision,
        LineRemarkKind.Deposit => speaker.Words.DepositDeducted(remark.Reason ?? string.Empty),
        _ => string.Empty,
    };

    private static string Change(LineRemark remark, Speaker speaker) => $"{Basis(remark.After, speaker)} {speaker.Words.InsteadOf(Basis(remark.Before, speaker))}";

    private static string Basis(LineBasis? basis, Speaker speaker)
    {
        if (basis is null)
        {
            return speaker.Words.Nothing;
        }

        var price = basis.UnitPrice is { } each ? $" × {speaker.Each(each, basis.VolumeDiscount)}" : string.Empty;
        var discount = basis.Discount is { } less ? $", {speaker.Words.Less(speaker.Discount(less))}" : string.Empty;
        return speaker.Quantity(basis.Quantity) + (basis.Unit is { } unit ? $" {unit}" : string.Empty) + price + discount;
    }

    private static ValueList<LineDetail> Details(ValueList<LineDetail> details, Speaker speaker)
    {
        for (var i = 0; i < details.Count; i++)
        {
            var said = details[i].Kind switch
            {
                LineDetailKind.Fee => speaker.Words.FeeName,
                LineDetailKind.Minimum => speaker.Words.MinimumName,
                LineDetailKind.Maximum => speaker.Words.MaximumName,
                LineDetailKind.Tier when details[i] is { BlockSize: { } size, Quantity: var count } => speaker.Words.Blocks(speaker.Quantity(count), count == 1m, speaker.Quantity(size)),
                _ => null,
            };
            details = said is null ? details : details.SetItem(i, details[i] with { Text = said });
        }

        return details;
    }
}
