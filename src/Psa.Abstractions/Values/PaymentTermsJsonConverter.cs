namespace Psa;

/// <summary>Writes payment terms as text: <c>"net 30"</c>, <c>"day 15 +1m"</c>.</summary>
internal sealed class PaymentTermsJsonConverter : TextJsonConverter<PaymentTerms>
{
    public override JsonShape Shape => JsonShape.Text("net 30");

    protected override PaymentTerms Parse(string text) => PaymentTerms.Parse(text);

    protected override string ToText(PaymentTerms value) => value.ToString();
}
