using Psa.Charges;
using Psa.Documents;

namespace Psa.SalesItems;

/// <summary>Writes the lines of a charge, so that each multiplies out (R-LINE-SAYS).</summary>
internal static class ItemLines
{
    /// <summary>Writes a line a piece; what is charged whole has one, for all its days.</summary>
    internal static ValueList<DocumentLine> Of(ChargeFacts facts, ChargeBasis basis)
    {
        if (basis.IsWhole())
        {
            var piece = basis.ChargedPiece();
            return [Line(facts, Shape(facts, basis, piece.Terms), basis.Days(), Share(basis, piece), basis.Net, basis.Rounding)];
        }

        if (basis.Pieces.Count == 1)
        {
            return [Line(facts, basis, basis.Pieces[0])];
        }

        var lines = new List<DocumentLine>(basis.Pieces.Count);
        var isByDelta = basis.IsByDelta();
        foreach (var piece in basis.Pieces)
        {
            if (piece is { Units: 0, Net.IsZero: true })
            {
                continue;
            }

            if (isByDelta && basis.ReplacedBy(piece) is { } replaced)
            {
                var change = new List<DocumentLine>(2);
                LineDifferences.Add(change, facts, Shape(facts, basis, replaced), Shape(facts, basis, piece.Terms), LineRemarkKind.Change, piece.Days, Share(basis, piece), basis.Rounding);
                LineDifferences.Close(change, piece.Net);
                lines.AddRange(change);
            }
            else
            {
                lines.Add(Line(facts, basis, piece));
            }
        }

        return lines.ToValueList();
    }

    internal static LineShape Shape(ChargeFacts facts, ChargeBasis basis, int terms) => LineShape.Of(basis.Terms[terms], basis.Terms[terms].Unit ?? facts.Part.Unit, basis.Net.Currency);

    /// <summary>Writes the line of a shape at its amount, which is its own product and what is carried.</summary>
    internal static DocumentLine Line(ChargeFacts facts, in LineShape shape, DatePeriod days, PeriodShare? share, Money amount, long carry) =>
        new()
        {
            Text = facts.Part.Text,
            Product = facts.Part.Product,
            TaxCode = TaxCodeOf(facts),
            IsTaxOverride = facts.Part.TaxCode is not null,
            Period = days,
            Quantity = shape.Quantity,
            Unit = shape.IsLot ? LineShape.Plain : shape.Unit,
            UnitPrice = shape.Price,
            VolumeDiscount = shape.VolumeDiscount,
            Discount = shape.Discount,
            Share = share,
            Carry = carry,
            Amount = amount,
            Details = shape.Details,
            Remark = shape.Remark,
        };

    /// <summary>Writes one lot at an amount.</summary>
    internal static DocumentLine Lot(ChargeFacts facts, DatePeriod days, Money amount, LineRemark remark) => new()
    {
        Text = facts.Part.Text,
        Product = facts.Part.Product,
        TaxCode = TaxCodeOf(facts),
        IsTaxOverride = facts.Part.TaxCode is not null,
        Period = days,
        Quantity = amount.Sign < 0 ? -1m : 1m,
        UnitPrice = UnitPrice.Of(amount.Abs().Amount, amount.Currency),
        Amount = amount,
        Remark = remark,
    };

    internal static PeriodShare? Share(ChargeBasis basis, ChargePiece piece) => piece.Units == basis.Units ? null : new(piece.Units, basis.Units);

    private static DocumentLine Line(ChargeFacts facts, in LineShape shape, DatePeriod days, PeriodShare? share, Money amount, Rounding rounding) =>
        Line(facts, shape, days, share, amount, (amount - shape.Product(share, rounding)).MinorUnits);

    private static DocumentLine Line(ChargeFacts facts, ChargeBasis basis, ChargePiece piece) =>
        Line(facts, Shape(facts, basis, piece.Terms), piece.Days, Share(basis, piece), piece.Net, basis.Rounding);

    private static string? TaxCodeOf(ChargeFacts facts) => facts.Part.TaxCode ?? facts.Product?.TaxCode;
}
