namespace Psa.Access;

/// <summary>Writes a <see cref="UserId"/> as its text; nobody is the empty string.</summary>
internal sealed class UserIdJsonConverter : TextJsonConverter<UserId>
{
    protected override UserId Parse(string text) =>
        text.Length == 0 ? default : string.IsNullOrWhiteSpace(text) ? throw new System.Text.Json.JsonException("A user id isn't blank.") : UserId.Of(text);

    protected override string ToText(UserId value) => value.Value;
}
