namespace Psa;

/// <summary>Writes payment terms as text: <c>"net 30"</c>, <c>"eom 30"</c>.</summary>
public sealed class PaymentTermsJsonConverter : TextJsonConverter<PaymentTerms>
{
    private protected override PaymentTerms Parse(string text) => PaymentTerms.Parse(text);

    private protected override string ToText(PaymentTerms value) => value.ToString();
}
