namespace Psa;

/// <summary>The error codes of JSON.</summary>
public static class JsonErrors
{
    /// <summary>The text is no JSON, or not of the shape that is expected.</summary>
    public const string Malformed = "json.malformed";
}
